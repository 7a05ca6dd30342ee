using System.Text;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Publishing.Import;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Publishing.Import;

/// <summary>Files of posts, worked through as a node would.</summary>
public sealed class ImportDomain : PublishingDomain
{
    private int tenants;

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [.. base.MoreSettings, new("LongWork:LeaseSeconds", "3600")];

    /// <summary>A tenant with one channel named News, whose company asks for so many approvals.</summary>
    public async Task<TestTenant> TenantAsync(int approvals = 0, string zoneId = "Europe/Moscow")
    {
        var tenant = await AddTenantAsync($"import-{Interlocked.Increment(ref tenants)}", zoneId);
        await AddChannelAsync(tenant);
        await tenant.DbAsync(db => db.Companies.Where(c => c.Id == tenant.CompanyId).ExecuteUpdateAsync(set => set.SetProperty(c => c.RequiredApprovals, approvals)));
        return tenant;
    }

    public static Task<Result<Guid>> AddAsync(TestTenant tenant, byte[] file, ImportTarget target = ImportTarget.Approved, bool repeats = false, MemberRole role = MemberRole.Owner, string culture = "en-US") =>
        tenant.AsAsync<PostImports, Result<Guid>>(role, i => i.AddAsync("plan.csv", file, target, repeats, culture));

    /// <summary>What looking through finds.</summary>
    public async Task<ImportView> LookAsync(TestTenant tenant, string csv, ImportTarget target = ImportTarget.Approved, bool repeats = false, MemberRole role = MemberRole.Owner) =>
        await LookAsync(tenant, Encoding.UTF8.GetBytes(csv), target, repeats, role);

    public async Task<ImportView> LookAsync(TestTenant tenant, byte[] file, ImportTarget target = ImportTarget.Approved, bool repeats = false, MemberRole role = MemberRole.Owner)
    {
        var added = await AddAsync(tenant, file, target, repeats, role);
        Assert.Null(added.Problem);
        Assert.Equal(LongTaskState.Done, (await WorkAsync(tenant, role)).State);
        return await ViewAsync(tenant, added.Value, role);
    }

    public async Task<LongTaskView> BringInAsync(TestTenant tenant, Guid importId, MemberRole role = MemberRole.Owner)
    {
        Assert.True((await tenant.AsAsync<PostImports, Result>(role, i => i.BringInAsync(importId, "en-US"))).Ok);
        return await WorkAsync(tenant, role);
    }

    public static async Task<ImportView> ViewAsync(TestTenant tenant, Guid importId, MemberRole role = MemberRole.Owner) =>
        (await tenant.AsAsync<PostImports, Result<ImportView>>(role, i => i.OneAsync(importId))).Value;

    public static Task<List<Post>> PostsAsync(TestTenant tenant) => tenant.DbAsync(db => db.Posts.AsNoTracking().OrderBy(p => p.Title).ToListAsync());

    /// <summary>Does the one piece of long work that waits.</summary>
    public async Task<LongTaskView> WorkAsync(TestTenant tenant, MemberRole role, CancellationToken stop = default)
    {
        var worker = Services.GetRequiredService<LongWorker>();
        var claimed = (await worker.ClaimAsync(9, CancellationToken.None)).Single(t => t.TenantId == tenant.Id);
        await worker.RunAsync(claimed, stop);
        return (await tenant.AsAsync<LongTasks, Result<LongTaskView>>(role, t => t.FindAsync(claimed.Id))).Value;
    }
}
