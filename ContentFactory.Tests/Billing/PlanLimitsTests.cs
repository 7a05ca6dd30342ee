using System.Globalization;
using System.Resources;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Home;
using ContentFactory.Tests.Access;
using ContentFactory.Tests.Ai.Makers;
using ContentFactory.Tests.Media;
using ContentFactory.Tests.Platforms.Sandbox;
using ContentFactory.Tests.Publishing;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Billing;

/// <summary>What a plan allows, however many ask for it at the same moment; and what becomes of it on a smaller plan.</summary>
public sealed partial class PlanLimitsTests(TeamDomain team, SandboxNetwork network, MediaDomain media, AiDomain ai, PublishingDomain publishing)
    : IClassFixture<TeamDomain>, IClassFixture<SandboxNetwork>, IClassFixture<MediaDomain>, IClassFixture<AiDomain>, IClassFixture<PublishingDomain>
{
    private const int Tries = 100;
    private static int tenants;

    [Theory]
    [InlineData(PlanPart.Channels, "Channels.PlanFull", "Disconnect", "Отключите")]
    [InlineData(PlanPart.Posts, "Publishing.PlanMonthFull", "another month", "другой месяц")]
    [InlineData(PlanPart.Ai, "Ai.BudgetSpent", "the owner can raise it", "владелец")]
    [InlineData(PlanPart.Storage, "Media.RoomFull", "Delete", "Удалите")]
    [InlineData(PlanPart.Members, "Access.MembersFull", "Remove", "Удалите")]
    public async Task A_hundred_at_once_take_exactly_what_is_left(PlanPart part, string key, string advice, string inRussian)
    {
        var all = await TriesOf(part, await AlmostFullAsync(part));

        var answers = await Task.WhenAll(all.Run.Select(one => Task.Run(one)));

        Assert.Equal((Tries, all.Left), (answers.Length, answers.Count(a => a is null)));
        var refused = answers.OfType<Problem>().ToList();
        Assert.All(refused, p => Assert.Equal((ProblemKind.Limit, key), (p.Kind, p.TextKey)));
        Assert.Contains(advice, Said(refused[0], "en"), StringComparison.Ordinal);
        Assert.Contains(inRussian, Said(refused[0], "ru"), StringComparison.Ordinal);
        Assert.Equal(all.Left, await all.Counted());
    }

    [Theory]
    [InlineData(PlanPart.Channels)]
    [InlineData(PlanPart.Posts)]
    [InlineData(PlanPart.Ai)]
    [InlineData(PlanPart.Storage)]
    [InlineData(PlanPart.Members)]
    public async Task A_smaller_plan_takes_nothing_away_and_lets_nothing_in(PlanPart part)
    {
        var tenant = await AlmostFullAsync(part);
        var all = await TriesOf(part, tenant);
        Assert.Null(await all.Run[0]());
        await ShrinkAsync(part, tenant);

        Assert.Equal(ProblemKind.Limit, (await all.Run[1]())?.Kind);
        Assert.Equal(1, await all.Counted());
    }

    /// <summary>What a person reads.</summary>
    private static string Said(Problem problem, string language)
    {
        var (feature, key) = problem.TextKey.Split('.') is [var one, var two] ? (one, two) : default;
        var (assembly, culture) = (typeof(Problem).Assembly, CultureInfo.GetCultureInfo(language));
        var text = new ResourceManager($"{assembly.GetName().Name}.{feature}.Texts", assembly).GetString(key, culture);
        return string.Format(culture, text!, problem.Args);
    }

    private TestDomain DomainOf(PlanPart part) => part switch
    {
        PlanPart.Channels => network,
        PlanPart.Posts => publishing,
        PlanPart.Ai => ai,
        PlanPart.Storage => media,
        PlanPart.Members => team,
    };

    /// <summary>To a plan that allows less than there is already.</summary>
    private async Task ShrinkAsync(PlanPart part, TestTenant tenant) => Assert.Equal(1, await Sql.ValueAsync<long>(await SystemAsync(part), """
        with small as (
            insert into plans (id, code, currency, channels, members, posts_per_month, ai_budget_per_month, media_gigabytes, position, on_sale)
            values (gen_random_uuid(), 'small' || $2, 'USD', 1, 1, 0, 0, 0, 100, false) returning id),
        changed as (update subscriptions set plan_id = small.id from small where tenant_id = $1 returning 1)
        select count(*) from changed
        """, tenant.Id, Interlocked.Increment(ref tenants)));

    private Task<Npgsql.NpgsqlConnection> SystemAsync(PlanPart part) => Sql.OpenAsync(DomainOf(part).Database.ConnectionString("cf_system"));

    /// <param name="Run">A problem, or null for what was let in.</param>
    private sealed record Attempts(IReadOnlyList<Func<Task<Problem?>>> Run, int Left, Func<Task<int>> Counted);
}
