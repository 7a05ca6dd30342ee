using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Content;

public sealed class DraftGeneratorTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private const string Russian =
        "В центре города открылась новая кофейня с собственной обжаркой зерна. Владельцы обещают три сорта кофе из Эфиопии и Кении. "
        + "По выходным бариста будут проводить бесплатные занятия для гостей. Первую сотню посетителей угостят десертом от шефа.";

    private const string English =
        "A new coffee shop with its own roastery has opened in the city centre. The owners promise three kinds of beans from Ethiopia and Kenya. "
        + "On weekends the baristas will hold free classes for their guests. The first hundred visitors get a dessert from the chef.";

    [Theory]
    [InlineData("ru", "Новая кофейня с обжаркой открылась в центре", Russian, "кофе")]
    [InlineData("en", "New coffee shop with a roastery opens downtown", English, "coffee")]
    public async Task Writes_a_ready_post_in_the_language_of_its_items(string language, string title, string text, string word)
    {
        var tenant = await PostRig.TenantAsync(domain);
        var item = await tenant.ItemAsync(domain, title, text, language);

        var made = await GenerateAsync(tenant, item);

        var post = await tenant.ViewAsync(made.Value);
        Assert.Equal((PostStatus.Ready, "offline composer"), (post.Status, post.MadeBy));
        Assert.Contains(word, post.Content.Text, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(post.Content.Hashtags);
        Assert.InRange(Post.Compose(post.Content.Text, post.Content.Hashtags).Length, 100, 1024);
        Assert.Equal([item], post.Sources.Select(s => s.TrendItemId));
        Assert.Equal(1, await tenant.DbAsync(db => Task.FromResult(db.TrendItems.Single(i => i.Id == item).UsedCount)));
    }

    [Fact]
    public async Task The_same_items_give_the_same_post()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var (one, two) = (await tenant.ItemAsync(domain, "Новая кофейня", Russian, "ru"), await tenant.ItemAsync(domain, "Обжарка зерна", "Зерно для эспрессо обжаривают темнее обычного. " + Russian, "ru"));

        var (first, second) = (await GenerateAsync(tenant, one, two), await GenerateAsync(tenant, two, one));

        Assert.Equal((await tenant.ViewAsync(first.Value)).Content.Text, (await tenant.ViewAsync(second.Value)).Content.Text);
        Assert.Equal(2, (await tenant.ViewAsync(first.Value)).Sources.Count);
    }

    [Fact]
    public async Task Obeys_the_voice_of_the_company()
    {
        var tenant = await PostRig.TenantAsync(domain);
        await tenant.DbAsync(async db =>
        {
            db.BrandVoices.Single().Avoid = ["десерт"];
            return await db.SaveChangesAsync();
        });

        var made = await GenerateAsync(tenant, await tenant.ItemAsync(domain, "Новая кофейня с обжаркой", Russian, "ru"));

        Assert.DoesNotContain("десерт", (await tenant.ViewAsync(made.Value)).Content.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Items_without_a_usable_sentence_are_refused()
    {
        var tenant = await PostRig.TenantAsync(domain);

        var made = await GenerateAsync(tenant, await tenant.ItemAsync(domain, "?", "!", "ru"));

        Assert.StartsWith("Ai.", made.Problem?.TextKey, StringComparison.Ordinal);
        Assert.Equal(0, await tenant.DbAsync(db => Task.FromResult(db.Posts.Count())));
    }

    [Fact]
    public async Task Foreign_items_and_companies_are_refused()
    {
        var (tenant, other) = (await PostRig.TenantAsync(domain), await PostRig.TenantAsync(domain));
        var (mine, foreign) = (await tenant.ItemAsync(domain, "Новая кофейня", Russian, "ru"), await other.ItemAsync(domain, "Новая кофейня", Russian, "ru"));

        Assert.Equal(ProblemKind.NotFound, (await GenerateAsync(tenant, foreign)).Problem?.Kind);
        var company = await tenant.AsAsync<DraftGenerator, Result<Guid>>(MemberRole.Editor, g => g.GenerateAsync(new GenerateDraft(other.CompanyId, [mine])));
        Assert.Equal("CompanyId", company.Problem?.Field);
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<DraftGenerator, Result<Guid>>(MemberRole.Viewer, g => g.GenerateAsync(new GenerateDraft(tenant.CompanyId, [mine]))));
    }

    [Fact]
    public async Task Too_long_a_call_to_action_is_refused_at_its_field()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var item = await tenant.ItemAsync(domain, "Новая кофейня с обжаркой", Russian, "ru");

        var made = await tenant.AsAsync<DraftGenerator, Result<Guid>>(MemberRole.Editor, g => g.GenerateAsync(new GenerateDraft(tenant.CompanyId, [item], CallToAction: new string('я', 501))));

        Assert.Equal("CallToAction", made.Problem?.Field);
    }

    private static Task<Result<Guid>> GenerateAsync(TestTenant tenant, params Guid[] items) =>
        tenant.AsAsync<DraftGenerator, Result<Guid>>(MemberRole.Editor, g => g.GenerateAsync(new GenerateDraft(tenant.CompanyId, items)));
}
