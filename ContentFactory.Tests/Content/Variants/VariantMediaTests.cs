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

public sealed class VariantMediaTests(TestDomain domain) : IClassFixture<TestDomain>
{
    [Fact]
    public async Task A_network_gets_its_own_choice_in_its_own_order()
    {
        var (tenant, post, files) = await WithFilesAsync(3);

        var chosen = await ChooseAsync(tenant, post, [files[2], files[0]]);

        var after = await tenant.ViewAsync(post.Id);
        Assert.Equal([files[2], files[0]], after.MediaFor("telegram").Select(m => m.MediaId));
        Assert.Equal(files, after.MediaFor("x").Select(m => m.MediaId));
        Assert.Equal(after.Version, chosen.Value);
        Assert.Empty(after.Variants);
    }

    [Fact]
    public async Task All_files_as_they_stand_follow_the_post()
    {
        var (tenant, post, files) = await WithFilesAsync(2);
        Assert.Equal(post.Version, (await ChooseAsync(tenant, post, files)).Value);
        var version = (await ChooseAsync(tenant, post, [])).Value;
        Assert.Empty((await tenant.ViewAsync(post.Id)).MediaFor("telegram"));

        await ChooseAsync(tenant, post with { Version = version }, null);

        Assert.Equal(files, (await tenant.ViewAsync(post.Id)).MediaFor("telegram").Select(m => m.MediaId));
    }

    [Fact]
    public async Task What_the_post_has_no_more_no_network_gets()
    {
        var (tenant, post, files) = await WithFilesAsync(3);
        var version = (await ChooseAsync(tenant, post, [files[2], files[0]])).Value;

        await tenant.AsAsync<PostEditor, Result<int>>(MemberRole.Editor, e => e.SetMediaAsync(post.Id, version, [new(files[0]), new(files[1])]));

        Assert.Equal([files[0]], (await tenant.ViewAsync(post.Id)).MediaFor("telegram").Select(m => m.MediaId));
        Assert.Equal(files[0], Assert.Single(await tenant.DbAsync(db => Task.FromResult(db.PostVariants.Single(v => v.PostId == post.Id).MediaIds!))));
    }

    [Fact]
    public async Task A_file_that_the_post_has_not_is_refused()
    {
        var (tenant, post, _) = await WithFilesAsync(1);
        var (_, _, foreign) = await WithFilesAsync(1);

        Assert.Equal(ProblemKind.NotFound, (await ChooseAsync(tenant, post, foreign)).Problem?.Kind);
    }

    [Fact]
    public async Task The_same_bytes_brought_in_twice_stand_once()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("text");
        var (first, again, other) = (await FileAsync(tenant, "same"), await FileAsync(tenant, "same"), await FileAsync(tenant, "other"));

        await tenant.AsAsync<PostEditor, Result<int>>(MemberRole.Editor, e => e.SetMediaAsync(post.Id, post.Version, [new(first, "Described"), new(again), new(other)]));

        var media = (await tenant.ViewAsync(post.Id)).Media;
        Assert.Equal([first, other], media.Select(m => m.MediaId));
        Assert.Equal("Described", media[0].AltText);
    }

    private async Task<(TestTenant Tenant, PostView Post, Guid[] Files)> WithFilesAsync(int count)
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("text");
        var files = new List<Guid>();
        for (var n = 0; n < count; n++)
            files.Add(await FileAsync(tenant, $"{post.Id}{n}"));
        Assert.True((await tenant.AsAsync<PostEditor, Result<int>>(MemberRole.Editor, e => e.SetMediaAsync(post.Id, post.Version, [.. files.Select(f => new MediaPlace(f))]))).Ok);
        return (tenant, await tenant.ViewAsync(post.Id), [.. files]);
    }

    private static Task<Result<int>> ChooseAsync(TestTenant tenant, PostView post, IReadOnlyList<Guid>? files) =>
        tenant.AsAsync<PostVariantEditor, Result<int>>(MemberRole.Editor, e => e.ChooseMediaAsync(post.Id, post.Version, "telegram", files));

    private Task<Guid> FileAsync(TestTenant tenant, string bytes) => tenant.DbAsync(async db =>
    {
        var (now, id) = (domain.Clock.GetUtcNow(), Ids.New(domain.Clock.GetUtcNow()));
        db.MediaItems.Add(new MediaItem(tenant.Id, id, tenant.CompanyId, MediaKind.Image, $"{id:N}.png", "image/png", 100, FilePlace.OnDisk($"{id:N}"), tenant.Person(MemberRole.Editor), now)
        {
            Sha256 = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(bytes)), Width = 100, Height = 100,
        });
        await db.SaveChangesAsync();
        return id;
    });
}
