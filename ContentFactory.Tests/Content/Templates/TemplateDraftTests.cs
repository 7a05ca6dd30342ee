using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.AutoDrafts;
using ContentFactory.Domain.Content.Templates;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Content.AutoDrafts;
using ContentFactory.Tests.Content.Variants;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Content.Templates;

/// <summary>Drafts that a writer puts into the form of a template.</summary>
public sealed class TemplateDraftTests : IAsyncLifetime
{
    private const string Form = "{{hook}}\n\n{{fact1}}\n{{fact2}}\n\nГде: {{place}}\n{{call_to_action}}\n\n{{company}}";
    private const string Headline = "Новая кофейня открылась в центре";

    private readonly TestDomain domain = new();

    public Task InitializeAsync() => domain.InitializeAsync();

    public Task DisposeAsync() => domain.DisposeAsync();

    [Fact]
    public async Task A_generated_draft_comes_out_in_the_form_filled()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var item = await tenant.ItemAsync(domain, "Новая кофейня с обжаркой открылась в центре", VariantRig.Story, "ru");

        var made = await GenerateAsync(tenant, item, await TemplateAsync(tenant), new() { ["place"] = "Садовая, 12 {{fact3}}" });

        Assert.True(made.Ok, made.Problem?.ToString());
        var post = await tenant.ViewAsync(made.Value);
        await FilledAsync(tenant, post, "Садовая, 12 {{fact3}}");
        Assert.Contains("\nПриходите на дегустацию в субботу.", post.Content.Text, StringComparison.Ordinal);
        Assert.Equal(PostStatus.Ready, post.Status);
        Assert.All(post.Variants, variant =>
        {
            var platform = domain.Services.GetRequiredService<PlatformSet>().Find(variant.Platform)!;
            Assert.All(variant.Parts.Count > 0 ? variant.Parts : [variant.Text!], part => Assert.InRange(platform.LengthOf(part), 1, platform.Limits.TextLength));
        });
        Assert.Contains("Садовая, 12", string.Join('\n', post.On("x")!.Parts.Append(post.On("x")!.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_automatic_draft_comes_out_in_the_form_filled()
    {
        var tenant = await PostRig.TenantAsync(domain);
        await tenant.IdeaAsync(domain, await tenant.TopicAsync(), Headline, text: VariantRig.Story);
        await tenant.PlanAsync(AutoDraftRig.Daily with
        {
            Times = [new TimeOnly(12, 30)], TemplateId = await TemplateAsync(tenant), TemplateValues = new Dictionary<string, string> { ["place"] = "Садовая, 12" },
        });
        await domain.AdvanceAsync(TimeSpan.FromHours(1));

        await AutoDraftRig.RunAsync(domain);

        Assert.Equal([(AutoDraftState.Drafted, null)], await tenant.OutcomesAsync());
        await FilledAsync(tenant, await tenant.ViewAsync(Assert.Single(await tenant.PostsAsync()).Id), "Садовая, 12");
    }

    [Fact]
    public async Task A_value_that_is_missing_is_asked_for_at_its_field()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var item = await tenant.ItemAsync(domain, "Новая кофейня открылась", VariantRig.Story, "ru");
        var template = await TemplateAsync(tenant);

        Assert.Equal("Values.place", (await GenerateAsync(tenant, item, template, [])).Problem?.Field);
        Assert.Equal("Content.TemplateGone", (await GenerateAsync(tenant, item, tenant.Id, [])).Problem?.TextKey);
        Assert.Empty(await tenant.PostsAsync());
    }

    /// <summary>The company's name, what the person said and facts word for word, nothing left open, within the limit.</summary>
    private static async Task FilledAsync(TestTenant tenant, PostView post, string place)
    {
        var company = await tenant.DbAsync(db => Task.FromResult(db.Companies.Single().Name));
        var lines = post.Content.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains($"Где: {place}", lines);
        Assert.Equal(company, lines[^1]);
        Assert.Equal(post.Content.Hook, lines[0]);
        var facts = lines.Skip(1).TakeWhile(l => !l.StartsWith("Где:", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, facts.Count);
        Assert.All(facts, fact => Assert.Contains(fact.TrimEnd('.'), $"{Headline}. {VariantRig.Story}", StringComparison.Ordinal));
        Assert.InRange(Post.Compose(post.Content.Text, post.Content.Hashtags).Length, 100, 1024);
    }

    private static async Task<Guid> TemplateAsync(TestTenant tenant) => (await tenant.AsAsync<TemplateEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(new(
        tenant.CompanyId, "Адрес", "", TemplateCategory.Announcement, PostType.TextPost, [], "ru", TemplateFormat.Single, Form, [new("place", "Место", VariableKind.Line, true, "")], "", [])))).Value;

    private static Task<Result<Guid>> GenerateAsync(TestTenant tenant, Guid item, Guid template, Dictionary<string, string> values) => tenant.AsAsync<DraftGenerator, Result<Guid>>(
        MemberRole.Editor, g => g.GenerateAsync(new(tenant.CompanyId, [item], CallToAction: "Приходите на дегустацию в субботу.") { Platforms = VariantRig.Nine, TemplateId = template, TemplateValues = values }));
}
