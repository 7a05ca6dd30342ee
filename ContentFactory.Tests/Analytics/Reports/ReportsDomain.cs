using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Reports;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Tests.Publishing;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Analytics.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Analytics.Reports;

/// <summary>The domain with the part of the pages that writes reports.</summary>
public sealed class ReportsDomain : PublishingDomain
{
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

    public Task<ReportList> ListAsync(TestTenant tenant, MemberRole role = MemberRole.Viewer) => tenant.AsAsync<ReportQueries, ReportList>(role, q => q.ListAsync(default));

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
