using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using static ContentFactory.Domain.Publishing.PublicationState;

namespace ContentFactory.Tests.Publishing.Planning;

/// <summary>Where the plan's month is full.</summary>
public sealed partial class RecurrenceTests
{
    [Fact]
    public async Task A_month_that_the_plan_has_filled_is_left_out()
    {
        var series = await StartAsync("full-month");
        await domain.SystemSqlAsync("update plans set posts_per_month = 2");
        await domain.AdvanceAsync(TimeSpan.FromHours(23));

        for (var day = 0; day < 2; day++)
        {
            await domain.Publisher.PublishDueAsync(None);
            await domain.AdvanceAsync(TimeSpan.FromDays(1));
        }

        Assert.Equal([(Tomorrow, Published), (Tomorrow.AddDays(1), Published), (new(2026, 12, 1), Scheduled)], await OccurrencesAsync(series.Tenant));
    }

    [Fact]
    public async Task Repetitions_of_one_claim_share_the_places_that_are_left()
    {
        var series = await StartAsync("share");
        Assert.True((await RepeatAsync(series.Tenant, await domain.AddPostAsync(series.Tenant), [await domain.AddChannelAsync(series.Tenant, "Other")], Daily)).Ok);
        await domain.SystemSqlAsync("update plans set posts_per_month = 3");
        await domain.AdvanceAsync(TimeSpan.FromHours(23));

        Assert.Equal(2, (await domain.Queue.ClaimAsync(100, None)).Count);
        Assert.Equal([(Tomorrow, Leased), (Tomorrow, Leased), (Tomorrow.AddDays(1), Scheduled)], await OccurrencesAsync(series.Tenant));
        await Upkeep.KeepUpAsync(None);

        Assert.Equal((new(2026, 12, 1), Scheduled), (await OccurrencesAsync(series.Tenant))[^1]);
    }

    [Fact]
    public async Task Claim_passes_by_a_tenant_where_somebody_plans()
    {
        var series = await StartAsync("planning");
        await domain.AdvanceAsync(TimeSpan.FromHours(23));
        await using var person = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        await Sql.RunAsync(person, "begin");
        await Sql.RunAsync(person, "select 1 from tenants for no key update");

        Assert.Single(await domain.Queue.ClaimAsync(100, None));
        Assert.Equal([(Tomorrow, Leased)], await OccurrencesAsync(series.Tenant));
        await Sql.RunAsync(person, "rollback");
        await Upkeep.KeepUpAsync(None);

        Assert.Equal([(Tomorrow, Leased), (Tomorrow.AddDays(1), Scheduled)], await OccurrencesAsync(series.Tenant));
    }
}
