using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Openings;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Publishing.Openings;

/// <summary>Posts whose openings are tried against each other.</summary>
internal static class OpeningRig
{
    public const string First = "Coffee gets cheaper.";
    public const string Second = "Who pays for your espresso?";
    public const string Third = "Three facts about beans.";
    public const string Rest = "The harvest was good this year.";

    public static Task<Result<int>> TestAsync(this TestTenant tenant, PostView post, params string[] hooks) =>
        tenant.AsAsync<HookTests, Result<int>>(MemberRole.Editor, t => t.StartAsync(post.Id, post.Version, hooks));

    public static Task<Result> StopAsync(this TestTenant tenant, Guid postId, MemberRole role = MemberRole.Editor) => tenant.AsAsync<HookTests, Result>(role, t => t.StopAsync(postId));

    /// <summary>Approved, with a test of these openings.</summary>
    public static async Task<Guid> TestedAsync(this PublishingDomain domain, TestTenant tenant, params string[] hooks)
    {
        var id = await domain.AddPostAsync(tenant, $"{First} {Rest}", approved: false);
        Assert.True((await tenant.TestAsync(await tenant.ViewAsync(id), hooks)).Ok);
        await tenant.ApproveAnewAsync(id);
        return id;
    }

    public static async Task ApproveAnewAsync(this TestTenant tenant, Guid postId)
    {
        var view = await tenant.ViewAsync(postId);
        if (view.Status is PostStatus.Draft)
            Assert.True((await tenant.ReadyAsync(view)).Ok);
        Assert.True((await tenant.ApproveAsync(postId, view.Version)).Ok);
    }

    public static async Task<IReadOnlyList<Guid>> PublishAsync(this TestTenant tenant, Guid postId, params Guid[] channels)
    {
        var planned = await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Approver, s => s.PublishNowAsync(postId, channels, default, confirmDuplicates: true));
        Assert.True(planned.Ok, planned.Problem?.TextKey);
        return [.. planned.Value.Select(p => p.PublicationId)];
    }

    /// <summary>The letters that publications got, dash for none.</summary>
    public static async Task<string> LettersAsync(this PublishingDomain domain, TestTenant tenant, IEnumerable<Guid> publications)
    {
        var letters = new List<string>();
        foreach (var id in publications)
            letters.Add((await domain.PublicationAsync(tenant, id)).Hook is { } hook ? HookTest.Letter(hook) : "-");
        return string.Concat(letters);
    }

    public static Task<PublicationDetail> DetailAsync(this TestTenant tenant, Guid id) => tenant.AsAsync<PublicationQueries, PublicationDetail>(MemberRole.Viewer, async q => (await q.FindAsync(id, default))!);
}
