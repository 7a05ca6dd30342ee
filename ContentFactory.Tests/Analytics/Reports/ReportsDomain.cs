using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Analytics.Reports;
using ContentFactory.Domain.Analytics.Reports.Plans;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Tests.Analytics.Overview;
using ContentFactory.Tests.Publishing;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Analytics.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Analytics.Reports;

/// <summary>The domain with the part of the pages that writes reports.</summary>
public sealed class ReportsDomain : PublishingDomain
{
    public static readonly ReportWish October = new(null, new DateOnly(2026, 10, 1), new DateOnly(2026, 10, 28), null, null, null, Xlsx: true, Pdf: true);

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings =>
        [.. base.MoreSettings, KeyValuePair.Create("PublicUrl", (string?)"https://app.example"), KeyValuePair.Create("Data:Folder", (string?)TemporaryFolder.NewPath())];

    internal LongWorker Worker => Services.GetRequiredService<LongWorker>();

    protected override void Configure(IServiceCollection collection)
    {
        base.Configure(collection);
        collection.AddLocalization();
        collection.AddReportFiles();
    }

    public async Task<Guid> OrderAsync(TestTenant tenant, ReportWish wish, string language = "en", MemberRole role = MemberRole.Viewer)
    {
        using var reader = Speaking.In(language);
        var ordered = await tenant.AsAsync<ReportDesk, Result<Guid>>(role, d => d.OrderAsync(wish, default));
        Assert.True(ordered.Ok, ordered.Problem?.TextKey);
        return ordered.Value;
    }

    /// <summary>Does all long work that waits, as one node would.</summary>
    public async Task WorkAsync()
    {
        foreach (var task in await Worker.ClaimAsync(100, CancellationToken.None))
            await Worker.RunAsync(task, CancellationToken.None);
    }

    public async Task<byte[]> FileAsync(TestTenant tenant, Guid id, ReportFormat format)
    {
        var found = await tenant.AsAsync<ReportDesk, Result<ReportDownload>>(MemberRole.Viewer, d => d.FileAsync(id, format, default));
        Assert.True(found.Ok, found.Problem?.TextKey);
        await using var stream = await Services.GetRequiredService<StoredFiles>().OpenAsync(found.Value.Place, found.Value.Size, default);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        Assert.Equal(found.Value.Size, bytes.Length);
        return bytes.ToArray();
    }

    public async Task<byte[]> MadeAsync(TestTenant tenant, ReportWish wish, ReportFormat format, string language = "en")
    {
        var id = await OrderAsync(tenant, wish, language);
        await WorkAsync();
        return await FileAsync(tenant, id, format);
    }

    /// <summary>A tenant in Berlin with a random history around <see cref="October"/>.</summary>
    public async Task<TestTenant> HistoryAsync(string slug, int seed)
    {
        var tenant = await AddTenantAsync(slug, "Europe/Berlin");
        await new RandomHistory(this, tenant, seed, "Europe/Berlin").WriteAsync();
        return tenant;
    }

    /// <summary>What the page of numbers says of the same days; of <see cref="October"/> unless told.</summary>
    public static Task<NumbersOverview> NumbersAsync(TestTenant tenant, ReportWish? wish = null)
    {
        var of = wish ?? October;
        return tenant.AsAsync<OverviewQueries, NumbersOverview>(
            MemberRole.Viewer, q => q.ReadAsync(new(From: of.From, To: of.To, CompanyId: of.CompanyId, ChannelId: of.ChannelId, Network: of.Network), default));
    }

    public Task<ReportList> ListAsync(TestTenant tenant, MemberRole role = MemberRole.Viewer) => tenant.AsAsync<ReportQueries, ReportList>(role, q => q.ListAsync(new ListQuery(PageSize: ListQuery.LargestPage), null, default));

    /// <summary>Plans and work of other tests would fall due as well.</summary>
    public Task QuietAsync() => SystemSqlAsync("update report_plans set next_at = null; update report_mailings set settled_at = app_now() where settled_at is null; update long_tasks set state = 'cancelled', finished_at = app_now(), lease_until = null, lease_owner = null where state in ('queued', 'running')");

    /// <summary>The weekly report of the workspace, made or changed by an owner who looked at it just now.</summary>
    public async Task PlanAsync(TestTenant tenant, DayOfWeek day, int hour, MemberRole[] readers, bool on = true, Guid? companyId = null)
    {
        var saved = await SaveAsync(tenant, await SeenAsync(tenant, new(companyId, (int)day, hour, "en", true, true, [.. readers.Select(tenant.Person)], on)));
        Assert.True(saved.Ok, saved.Problem?.TextKey);
    }

    internal static Task<Result> SaveAsync(TestTenant tenant, ReportPlanEntry entry) => tenant.AsAsync<ReportPlans, Result>(MemberRole.Owner, p => p.SaveAsync(entry, default));

    internal static Task<IReadOnlyList<ReportPlanRow>> PlansAsync(TestTenant tenant) => tenant.AsAsync<ReportPlans, IReadOnlyList<ReportPlanRow>>(MemberRole.Viewer, p => p.ListAsync(default));

    public static Task<ReportPlan> PlanAsync(TestTenant tenant) => tenant.DbAsync(db => db.ReportPlans.AsNoTracking().SingleAsync());

    public static Task<ReportMailing> MailingAsync(TestTenant tenant) => tenant.DbAsync(db => db.ReportMailings.AsNoTracking().SingleAsync());

    public Task GoToAsync(DateTimeOffset instant) => AdvanceAsync(instant - Clock.GetUtcNow());

    public async Task<int> LettersAsync(TestTenant tenant, MemberRole role) => (int)await SentLetters.CountAsync(Database, Seed.Email(role, tenant.Slug));

    /// <summary>Until somebody waits for a lock.</summary>
    public Task BlockedAsync() => Eventually.BecomesAsync(
        () => OwnerSqlAsync<long>("select count(distinct l.pid) from pg_locks l join pg_stat_activity a on a.pid = l.pid where not l.granted and a.datname = current_database()"), waiting => waiting > 0);

    private static async Task<ReportPlanEntry> SeenAsync(TestTenant tenant, ReportPlanEntry entry) =>
        (await PlansAsync(tenant)).FirstOrDefault(p => p.Entry.CompanyId == entry.CompanyId) is { } plan ? entry with { PlanId = plan.Id, Version = plan.Entry.Version } : entry;

    public Task<Report> ReportAsync(TestTenant tenant, Guid id) => tenant.DbAsync(db => db.Reports.AsNoTracking().SingleAsync(r => r.Id == id));
}

/// <summary>The language of who acts, until the end of the block.</summary>
internal sealed class Speaking : IDisposable
{
    private readonly (CultureInfo Culture, CultureInfo Ui) before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);

    public static Speaking In(string language)
    {
        var speaking = new Speaking();
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        return speaking;
    }

    public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
}
