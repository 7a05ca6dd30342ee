using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content.Making;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media.Making;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Media.Making;

public sealed class MakeCardTests(MakingDomain domain) : IClassFixture<MakingDomain>
{
    [Theory]
    [InlineData(CardSize.Square, 1080, 1080)]
    [InlineData(CardSize.Wide, 1200, 630)]
    public async Task A_card_of_a_post_is_a_picture_in_the_library(CardSize size, int width, int height)
    {
        var tenant = await domain.TenantAsync();
        var post = await MakingDomain.PostAsync(tenant, "Зимой <b>окна</b> & двери", "Пена работает и в мороз.");

        var done = await domain.RunAsync(tenant, await OrderAsync(tenant, post, new CardChoice(Size: size)));

        Assert.Equal((LongTaskState.Done, "Media.CardMade"), (done.State, done.Result?.Key));
        var item = Assert.Single(await domain.ItemsAsync(tenant));
        Assert.Equal((MediaKind.Image, width, height, CardMaker.MadeBy, tenant.CompanyId), (item.Kind, item.Width!.Value, item.Height!.Value, item.MadeBy, item.CompanyId!.Value));
        Assert.Equal($"content/{post}?made={item.Id}", done.Link);
        Assert.Empty(domain.WorkFolders());
    }

    [Fact]
    public async Task Work_that_is_done_twice_leaves_one_item()
    {
        var tenant = await domain.TenantAsync();
        var post = await MakingDomain.PostAsync(tenant, "Окна", "Пена работает и в мороз.");
        var id = await OrderAsync(tenant, post, new CardChoice());
        var first = await domain.RunAsync(tenant, id);
        // as if the node had died between the item and the end of the task
        await domain.OwnerSqlAsync<object>($"update long_tasks set state = 'queued', finished_at = null, result_key = null, link = null where id = '{id}' returning 1");

        var second = await domain.RunAsync(tenant, id);

        Assert.Equal((LongTaskState.Done, first.Link), (second.State, second.Link));
        Assert.Single(await domain.ItemsAsync(tenant));
    }

    [Fact]
    public async Task The_preview_is_small_and_keeps_nothing()
    {
        var tenant = await domain.TenantAsync();
        var post = await MakingDomain.PostAsync(tenant, "Окна", "Пена работает и в мороз.");

        var drawn = await tenant.AsAsync<PostMaking, Result<byte[]>>(MemberRole.Editor, m => m.PreviewAsync(post, new CardChoice(Size: CardSize.Story)));

        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], drawn.Value[..4]);
        Assert.Equal((0, PostMaking.PreviewWidth), (drawn.Value[16] << 24 | drawn.Value[17] << 16, drawn.Value[18] << 8 | drawn.Value[19]));
        Assert.Empty(await domain.ItemsAsync(tenant));
        Assert.Empty(domain.WorkFolders());
    }

    [Fact]
    public async Task Nobody_makes_pictures_of_another_tenants_post()
    {
        var (tenant, other) = (await domain.TenantAsync(), await domain.TenantAsync());
        var post = await MakingDomain.PostAsync(tenant, "Окна", "Пена работает и в мороз.");

        var asked = await other.AsAsync<PostMaking, Result<Guid>>(MemberRole.Editor, m => m.CardAsync(post, new CardChoice()));

        Assert.Equal(ProblemKind.NotFound, asked.Problem?.Kind);
    }

    [Fact]
    public async Task Old_work_folders_are_swept_and_new_ones_stay()
    {
        var (old, young) = (domain.Folders.Open(Ids.New(domain.Clock)), domain.Folders.Open(Ids.New(domain.Clock)));
        Directory.SetLastWriteTimeUtc(old, domain.Clock.GetUtcNow().UtcDateTime.AddDays(-2));
        Directory.SetLastWriteTimeUtc(young, domain.Clock.GetUtcNow().UtcDateTime.AddHours(-2));

        await domain.Folders.SweepAsync(default);

        Assert.Equal((false, true), (Directory.Exists(old), Directory.Exists(young)));
        Directory.Delete(young);
    }

    private static async Task<Guid> OrderAsync(TestTenant tenant, Guid post, CardChoice choice) =>
        (await tenant.AsAsync<PostMaking, Result<Guid>>(MemberRole.Editor, m => m.CardAsync(post, choice))).Value;
}
