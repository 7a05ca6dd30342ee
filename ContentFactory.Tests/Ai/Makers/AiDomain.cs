using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Ai.Writers;
using ContentFactory.Tests.Platforms.Contract;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Tests.Ai.Makers;

/// <summary>The domain with keys for both makers and a server of one's own, all on this machine.</summary>
public sealed class AiDomain : TestDomain
{
    internal const string Claude = "claude-sonnet-5-5";
    internal const string Gpt = "gpt-6-sol";
    internal const string Own = "qwen3:32b";

    private static int tenants;

    internal FakeAnthropic Anthropic { get; private set; } = null!;
    internal FakeOpenAi OpenAi { get; private set; } = null!;
    internal FakeOpenAi Compatible { get; private set; } = null!;
    internal CapturedLog Log { get; } = new();

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings =>
    [
        new("Ai:Anthropic:ApiKey", Anthropic.Key), new("Ai:Anthropic:BaseAddress", Anthropic.Address.ToString()),
        new("Ai:OpenAi:ApiKey", OpenAi.Key), new("Ai:OpenAi:BaseAddress", $"{OpenAi.Address}v1"),
        new("Ai:Compatible:Name", "Own server"), new("Ai:Compatible:ApiKey", Compatible.Key), new("Ai:Compatible:BaseAddress", $"{Compatible.Address}v1"), new("Ai:Compatible:Models:0", Own),
    ];

    public override async Task InitializeAsync()
    {
        (Anthropic, OpenAi, Compatible) = (new(Clock), new(Clock, FakeOpenAi.GoodKey), new(Clock, "own-key-0123456789"));
        foreach (var maker in All)
            await maker.StartAsync();
        await base.InitializeAsync();
    }

    /// <summary>The server of one's own costs nothing by its owner's word: nobody else knows its price.</summary>
    internal Task PriceOwnAsync() => OwnerSqlAsync<string>($"insert into ai_prices (model, valid_from, unit, input, cached_input, output) values ('{Own}', '2026-01-01', 'million_tokens', 0, 0, 0) on conflict (model, valid_from) do update set input = 0 returning model");

    /// <summary>A plan without a limit of its own.</summary>
    internal async Task UnlimitedAsync(TestTenant tenant) => await tenant.DbAsync(async db =>
    {
        var plan = await db.Plans.SingleAsync(p => p.Code == "enterprise");
        db.Subscriptions.Add(ContentFactory.Domain.Billing.Subscription.GivenByHand(tenant.Id, Ids.New(Clock), plan.Id, Clock.GetUtcNow()));
        return await db.SaveChangesAsync();
    });

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var maker in All)
            await maker.DisposeAsync();
    }

    protected override void Configure(IServiceCollection collection) => collection.AddLogging(logs => logs.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));

    internal IEnumerable<FakeMaker> All => [Anthropic, OpenAi, Compatible];

    internal FakeMaker MakerOf(string model) => model switch { Claude => Anthropic, Gpt => OpenAi, _ => Compatible };

    /// <summary>A tenant whose first model is this one, and whose second that one.</summary>
    internal async Task<TestTenant> TenantAsync(string? model = null, string? second = null)
    {
        var tenant = await AddTenantAsync($"ai-{Interlocked.Increment(ref tenants)}");
        await tenant.DbAsync(async db =>
        {
            foreach (var (name, value) in new[] { (SettingCatalogue.DefaultModel.Name, model), (SettingCatalogue.FallbackModel.Name, second) })
                if (value is not null)
                    db.Settings.Add(new Setting(tenant.Id, Ids.New(Clock), null, name, value, Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        return tenant;
    }
}

internal static class AiTenant
{
    /// <summary>What a draft came to, whatever was shown of it before.</summary>
    public static Task<Result<Composition>> WriteAsync(this TestTenant tenant, CompositionRequest request, CancellationToken ct = default) =>
        tenant.AsAsync<DraftWriter, Result<Composition>>(MemberRole.Editor, async w =>
        {
            var last = await w.StreamAsync(request, new WritingOccasion(tenant.CompanyId), ct).LastAsync(CancellationToken.None);
            return last.Problem is { } problem ? problem : last.Done!;
        });

    /// <summary>Those that were of no use first: the clock stands, so their times do not tell which came before.</summary>
    public static Task<List<AiRequest>> RequestsAsync(this TestTenant tenant) => tenant.DbAsync(db => db.AiRequests.AsNoTracking().OrderBy(r => r.Outcome == AiOutcome.Done).ThenBy(r => r.Fault).ToListAsync());

    public static Task<AiMonth> MonthAsync(this TestTenant tenant) => tenant.DbAsync(db => db.AiMonths.AsNoTracking().SingleAsync());
}
