using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.History;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Content.History;

/// <summary>Short words for the edits that a history is made of.</summary>
internal static class HistoryRig
{
    public static async Task SetMediaAsync(this TestTenant tenant, Guid postId, IReadOnlyList<MediaPlace> media, MemberRole role = MemberRole.Editor)
    {
        var version = (await tenant.ViewAsync(postId)).Version;
        Assert.True((await tenant.AsAsync<PostEditor, Result<int>>(role, e => e.SetMediaAsync(postId, version, media))).Ok);
    }

    public static async Task WriteVariantAsync(this TestTenant tenant, Guid postId, string text, MemberRole role = MemberRole.Editor)
    {
        var version = (await tenant.ViewAsync(postId)).Version;
        Assert.True((await tenant.AsAsync<PostVariantEditor, Result<int>>(role, e => e.WriteAsync(postId, version, "telegram", [text]))).Ok);
    }

    public static Task<Result<Restored>> RestoreAsync(this TestTenant tenant, PostView post, int number, MemberRole role = MemberRole.Editor) =>
        tenant.AsAsync<VersionRestorer, Result<Restored>>(role, r => r.RestoreAsync(post.Id, post.Version, number));
}
