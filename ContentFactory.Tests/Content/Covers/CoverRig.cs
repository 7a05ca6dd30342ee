using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Content.Covers;

/// <summary>Short words for posts whose video has a cover.</summary>
internal static class CoverRig
{
    public static Task<Guid> FileAsync(this TestTenant tenant, DateTimeOffset now, string name, MediaKind kind = MediaKind.Image, string type = "image/jpeg") => tenant.DbAsync(async db =>
    {
        var id = Ids.New(now);
        db.MediaItems.Add(new MediaItem(tenant.Id, id, tenant.CompanyId, kind, name, type, 1000, FilePlace.OnDisk($"{id:N}"), tenant.Person(MemberRole.Editor), now) { Width = 1080, Height = 1920, DurationMs = kind is MediaKind.Video ? 20_000 : null });
        await db.SaveChangesAsync();
        return id;
    });

    /// <summary>A draft with a video.</summary>
    public static async Task<PostView> WithVideoAsync(this TestTenant tenant, DateTimeOffset now)
    {
        var (post, video) = (await tenant.NewAsync("Look at this"), await tenant.FileAsync(now, "film.mp4", MediaKind.Video, "video/mp4"));
        Assert.True((await tenant.AsAsync<PostEditor, Result<int>>(MemberRole.Editor, e => e.SetMediaAsync(post.Id, post.Version, [new(video)]))).Ok);
        return await tenant.ViewAsync(post.Id);
    }

    public static async Task<Result<int>> CoverAsync(this TestTenant tenant, Guid post, Guid? media, string? network = null, MemberRole role = MemberRole.Editor)
    {
        var version = (await tenant.ViewAsync(post)).Version;
        return network is null
            ? await tenant.AsAsync<PostEditor, Result<int>>(role, e => e.CoverAsync(post, version, media))
            : await tenant.AsAsync<PostVariantEditor, Result<int>>(role, e => e.CoverAsync(post, version, network, media));
    }
}
