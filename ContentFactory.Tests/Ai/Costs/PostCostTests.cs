using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Ai.Writers;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Ai.Makers;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Content.Variants;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Ai.Costs;

public sealed class PostCostTests(AiDomain domain) : IClassFixture<AiDomain>
{
    [Fact]
    public async Task A_published_post_costs_its_draft_and_its_rewritings()
    {
        var tenant = await domain.TenantAsync(AiDomain.Claude, AiDomain.Gpt);
        var post = await DraftedAsync(tenant, domain.Anthropic);
        domain.Anthropic.Sayings.Enqueue(new("Сбербанк снизил ставку по семейной ипотеке до 5,5% годовых, это минимум за два года.", Input: 1_000, Output: 1_000));
        var rewritten = await tenant.AsAsync<DraftWriter, Result<Rewritten>>(MemberRole.Editor, w => w.RewriteAsync(new RewriteRequest(Drafts.Text, RewriteAction.Shorter, "ru"), new WritingOccasion(tenant.CompanyId, post.Id)));
        await PublishedAsync(tenant, post.Id);

        var cost = Assert.Single((await MonthAsync(tenant)).Posts);

        Assert.True(rewritten.Ok, rewritten.Problem?.TextKey);
        Assert.Equal((post.Id, 0.024m, 2), (cost.PostId, cost.Cost, cost.Requests));
        Assert.Equal((2_000, 0.012m), (post.Origin.Tokens, post.Origin.Cost));
    }

    [Fact]
    public async Task A_model_without_a_price_makes_the_cost_of_its_post_unknown()
    {
        var tenant = await domain.TenantAsync(AiDomain.Own, AiDomain.Own);
        await domain.UnlimitedAsync(tenant);
        var post = await DraftedAsync(tenant, domain.Compatible);
        await PublishedAsync(tenant, post.Id);

        var cost = Assert.Single((await MonthAsync(tenant)).Posts);

        Assert.Equal((AiDomain.Own, null), (post.MadeBy, post.Origin.Cost));
        Assert.Equal((post.Id, null, 1), (cost.PostId, cost.Cost, cost.Requests));
    }

    private async Task<PostView> DraftedAsync(TestTenant tenant, FakeMaker maker)
    {
        maker.Sayings.Enqueue(new(Drafts.Said(), Input: 1_000, Output: 1_000));
        var item = await tenant.ItemAsync(domain, "Семейная ипотека подешевела", VariantRig.Story, "ru");
        var made = await tenant.AsAsync<DraftGenerator, Result<Guid>>(MemberRole.Editor, g => g.GenerateAsync(new GenerateDraft(tenant.CompanyId, [item]) { Platforms = ["telegram", "x"] }));
        Assert.True(made.Ok, made.Problem?.TextKey);
        return await tenant.ViewAsync(made.Value);
    }

    private async Task PublishedAsync(TestTenant tenant, Guid postId)
    {
        var now = domain.Clock.GetUtcNow();
        var id = await tenant.DbAsync(async db =>
        {
            var channel = new Channel(tenant.Id, Ids.New(now), tenant.CompanyId, "telegram", $"news@{tenant.Slug}", "News", false, now);
            var publication = new Publication(tenant.Id, Ids.New(now), postId, channel.Id, 0, PlannedTime.Of(now, "Europe/Moscow"), 1, tenant.Person(MemberRole.Owner), now);
            db.AddRange(channel, publication);
            await db.SaveChangesAsync();
            return publication.Id;
        });
        foreach (var step in new[] { "state = 'leased', lease_until = app_now() + interval '1 hour'", "state = 'sending'", $"state = 'published', lease_until = null, external_id = '1', published_at = '{now:O}'" })
            await domain.OwnerSqlAsync<Guid>($"update publications set {step} where id = '{id}' returning id");
    }

    private static Task<CostReport> MonthAsync(TestTenant tenant) => tenant.AsAsync<AiCosts, CostReport>(MemberRole.Owner, c => c.MonthAsync(null, default));
}
