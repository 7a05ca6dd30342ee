using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Trends;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Content;

/// <summary>The words in which tests speak about posts.</summary>
internal static class PostRig
{
    private static int tenants;

    public static Task<TestTenant> TenantAsync(TestDomain domain) => domain.AddTenantAsync($"post-{Interlocked.Increment(ref tenants)}");

    public static PostContent Text(string text, params string[] hashtags) => new("Title", text, hashtags);

    public static async Task<PostView> NewAsync(this TestTenant tenant, string text, MemberRole role = MemberRole.Editor)
    {
        var made = await tenant.AsAsync<PostEditor, Result<Guid>>(role, e => e.CreateAsync(new NewPost(tenant.CompanyId, Content: Text(text))));
        return await tenant.ViewAsync(made.Value);
    }

    public static async Task<PostView> ViewAsync(this TestTenant tenant, Guid postId) =>
        (await tenant.AsAsync<PostQueries, Result<PostView>>(MemberRole.Viewer, q => q.OneAsync(postId))).Value;

    public static Task<Result<int>> SaveAsync(this TestTenant tenant, PostView post, string text, MemberRole role = MemberRole.Editor) =>
        tenant.AsAsync<PostEditor, Result<int>>(role, e => e.SaveAsync(post.Id, post.Version, Text(text)));

    public static Task<Result> ReadyAsync(this TestTenant tenant, PostView post) =>
        tenant.AsAsync<PostEditor, Result>(MemberRole.Editor, e => e.MakeReadyAsync(post.Id, post.Version));

    public static Task<Result> ApproveAsync(this TestTenant tenant, Guid postId, int version, MemberRole role = MemberRole.Approver) =>
        tenant.AsAsync<PostApproval, Result>(role, a => a.ApproveAsync(postId, version));

    /// <summary>Written and approved.</summary>
    public static async Task<Guid> ApprovedAsync(this TestTenant tenant, string text)
    {
        var post = await tenant.NewAsync(text);
        Assert.True((await tenant.ReadyAsync(post)).Ok);
        Assert.True((await tenant.ApproveAsync(post.Id, (await tenant.ViewAsync(post.Id)).Version)).Ok);
        return post.Id;
    }

    public static Task<int> AuditedAsync(this TestTenant tenant, Permission action) =>
        tenant.DbAsync(db => Task.FromResult(db.AuditLog.Count(a => a.Action == action)));

    /// <summary>An item as a feed would have brought it.</summary>
    public static Task<Guid> ItemAsync(this TestTenant tenant, TestDomain domain, string title, string text, string language, Guid? topicId = null) =>
        tenant.ItemAsync(domain.Clock.GetUtcNow(), title, text, language, topicId);

    public static Task<Guid> ItemAsync(this TestTenant tenant, DateTimeOffset now, string title, string text, string language, Guid? topicId = null) => tenant.DbAsync(async db =>
    {
        var id = Ids.New(now);
        var source = new TrendSource(tenant.Id, Ids.New(now), SourceKind.Feed, "Example News", $"https://news.test/{id:N}.rss", null, now);
        db.TrendSources.Add(source);
        db.TrendItems.Add(new TrendItem(tenant.Id, id, source.Id, topicId, $"https://news.test/{id:N}", title, now)
        {
            Url = $"https://news.test/{id:N}", Summary = text[..Math.Min(text.Length, 100)], Text = text, Language = language, Score = 1,
        });
        await db.SaveChangesAsync();
        return id;
    });
}
