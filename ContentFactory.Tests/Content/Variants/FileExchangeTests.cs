using System.Security.Cryptography;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Content.Variants;

/// <summary>A part of a picture in the picture's place: in the post, or at one network alone.</summary>
public sealed class FileExchangeTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private static readonly string[] Networks = ["instagram", "telegram", "x"];

    [Fact]
    public async Task In_the_post_every_network_that_got_the_picture_gets_its_part()
    {
        var (tenant, post, files) = await WithFilesAsync(2);
        var version = (await tenant.AsAsync<PostVariantEditor, Result<int>>(MemberRole.Editor, e => e.ChooseMediaAsync(post.Id, post.Version, "telegram", [files[0]]))).Value;
        var part = await FileAsync(tenant);

        var done = (await ExchangeAsync(tenant, post.Id, version, files[0], part)).Value;

        var after = await tenant.ViewAsync(post.Id);
        Assert.Equal([(part, "Described 0"), (files[1], "Described 1")], after.Media.Select(m => (m.MediaId, m.AltText!)));
        Assert.Equal([part], after.MediaFor("telegram").Select(m => m.MediaId));
        Assert.Equal(after.Version, done.Version);

        Assert.True((await BackAsync(tenant, post.Id, done)).Ok);
        Assert.Equal(files, (await tenant.ViewAsync(post.Id)).Media.Select(m => m.MediaId));
        Assert.Equal([files[0]], (await tenant.ViewAsync(post.Id)).MediaFor("telegram").Select(m => m.MediaId));
    }

    [Fact]
    public async Task At_one_network_the_others_keep_the_picture()
    {
        var (tenant, post, files) = await WithFilesAsync(1);
        var version = (await tenant.AsAsync<PostVariantEditor, Result<int>>(MemberRole.Editor, e => e.ChooseMediaAsync(post.Id, post.Version, "instagram", []))).Value;
        var part = await FileAsync(tenant);

        var done = (await ExchangeAsync(tenant, post.Id, version, files[0], part, "instagram")).Value;

        var after = await tenant.ViewAsync(post.Id);
        Assert.Equal([part], after.MediaFor("instagram").Select(m => m.MediaId));
        Assert.Equal(files, after.MediaFor("telegram").Select(m => m.MediaId));
        Assert.Equal(files, after.MediaFor("x").Select(m => m.MediaId));
        Assert.Equal([(files[0], "Described 0"), (part, "Described 0")], after.Media.Select(m => (m.MediaId, m.AltText!)));

        Assert.True((await BackAsync(tenant, post.Id, done)).Ok);
        var back = await tenant.ViewAsync(post.Id);
        Assert.Equal(files, back.Media.Select(m => m.MediaId));
        Assert.Empty(back.MediaFor("instagram"));
        Assert.All(back.Extras.Where(e => e.Platform is not "instagram"), e => Assert.Null(e.MediaIds));
    }

    [Fact]
    public async Task Where_no_other_network_gets_the_picture_the_post_has_its_part_instead()
    {
        var (tenant, post, files) = await WithFilesAsync(2);
        var part = await FileAsync(tenant);

        Assert.True((await tenant.AsAsync<FileExchange, Result<FilesExchanged>>(MemberRole.Editor, e => e.ExchangeAsync(post.Id, post.Version, files[1], part, "x", ["x"]))).Ok);

        Assert.Equal([files[0], part], (await tenant.ViewAsync(post.Id)).Media.Select(m => m.MediaId));
    }

    [Fact]
    public async Task An_approval_is_taken_back_and_what_changed_since_stays()
    {
        var (tenant, post, files) = await WithFilesAsync(1);
        await tenant.ReadyAsync(post);
        await tenant.ApproveAsync(post.Id, post.Version);
        var part = await FileAsync(tenant);

        var done = (await ExchangeAsync(tenant, post.Id, post.Version, files[0], part)).Value;

        Assert.Equal(PostStatus.Draft, (await tenant.ViewAsync(post.Id)).Status);
        Assert.Equal("Content.ChangedByOther", (await ExchangeAsync(tenant, post.Id, post.Version, part, files[0])).Problem?.TextKey);
        var later = (await tenant.AsAsync<PostEditor, Result<int>>(MemberRole.Editor, e => e.SetMediaAsync(post.Id, done.Version, []))).Value;
        Assert.Equal("Content.UndoTooLate", (await BackAsync(tenant, post.Id, done with { Version = later })).Problem?.TextKey);
    }

    [Fact]
    public async Task A_file_of_nobody_or_of_another_tenant_takes_no_place()
    {
        var (tenant, post, files) = await WithFilesAsync(1);
        var (other, _, foreign) = await WithFilesAsync(1);

        Assert.Equal(ProblemKind.NotFound, (await ExchangeAsync(tenant, post.Id, post.Version, files[0], foreign[0])).Problem?.Kind);
        Assert.Equal(ProblemKind.NotFound, (await ExchangeAsync(tenant, post.Id, post.Version, await FileAsync(tenant), files[0])).Problem?.Kind);
        Assert.Equal(ProblemKind.NotFound, (await ExchangeAsync(other, post.Id, post.Version, files[0], foreign[0])).Problem?.Kind);
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<FileExchange, Result<FilesExchanged>>(MemberRole.Viewer, e => e.ExchangeAsync(post.Id, post.Version, files[0], files[0], null, Networks)));
    }

    private static Task<Result<FilesExchanged>> ExchangeAsync(TestTenant tenant, Guid post, int version, Guid old, Guid made, string? platform = null) =>
        tenant.AsAsync<FileExchange, Result<FilesExchanged>>(MemberRole.Editor, e => e.ExchangeAsync(post, version, old, made, platform, Networks));

    private static Task<Result<FilesExchanged>> BackAsync(TestTenant tenant, Guid post, FilesExchanged done) =>
        tenant.AsAsync<FileExchange, Result<FilesExchanged>>(MemberRole.Editor, e => e.PutBackAsync(post, done.Version, done));

    private async Task<(TestTenant Tenant, PostView Post, Guid[] Files)> WithFilesAsync(int count)
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("text");
        var places = new List<MediaPlace>();
        for (var n = 0; n < count; n++)
            places.Add(new(await FileAsync(tenant), $"Described {n}"));
        Assert.True((await tenant.AsAsync<PostEditor, Result<int>>(MemberRole.Editor, e => e.SetMediaAsync(post.Id, post.Version, places))).Ok);
        return (tenant, await tenant.ViewAsync(post.Id), [.. places.Select(p => p.MediaId)]);
    }

    private Task<Guid> FileAsync(TestTenant tenant) => tenant.DbAsync(async db =>
    {
        var (now, id) = (domain.Clock.GetUtcNow(), Ids.New(domain.Clock.GetUtcNow()));
        db.MediaItems.Add(new MediaItem(tenant.Id, id, tenant.CompanyId, MediaKind.Image, $"{id:N}.png", "image/png", 100, FilePlace.OnDisk($"{id:N}"), tenant.Person(MemberRole.Editor), now)
        {
            Sha256 = SHA256.HashData(id.ToByteArray()), Width = 100, Height = 100,
        });
        await db.SaveChangesAsync();
        return id;
    });
}
