using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Content.Variants;

public sealed class PostVariantTests(TestDomain domain) : IClassFixture<TestDomain>
{
    [Fact]
    public async Task Each_network_gets_a_text_that_it_takes()
    {
        var tenant = await PostRig.TenantAsync(domain);

        var post = await tenant.GeneratedAsync(domain);

        // the original serves where it would be the same
        Assert.InRange(post.Variants.Count, 3, 9);
        foreach (var variant in post.Variants)
        {
            var platform = domain.Services.GetRequiredService<PlatformSet>().Find(variant.Platform)!;
            Assert.All(variant.Parts.Count > 0 ? variant.Parts : [variant.Text!], part => Assert.InRange(platform.LengthOf(part), 1, platform.Limits.TextLength));
            Assert.InRange(variant.Parts.Count, 0, platform.Limits.MostParts);
            Assert.Equal("offline composer", variant.MadeBy);
        }
        Assert.True(post.On("x")!.Parts.Count > 1);
        Assert.False(string.IsNullOrWhiteSpace(post.Content.VideoPrompt));
        Assert.InRange(post.Hooks.Count, 2, 4);
        Assert.Equal(post.Content.Hook, post.Hooks[0]);
    }

    [Fact]
    public async Task Without_a_choice_the_companys_networks_are_served()
    {
        var tenant = await PostRig.TenantAsync(domain);
        await domain.OwnerSqlAsync<int>($"with changed as (update companies set platforms = '{{x,threads}}' where id = '{tenant.CompanyId}' returning 1) select count(*)::int from changed");
        var item = await tenant.ItemAsync(domain, "Новая кофейня с обжаркой открылась в центре", VariantRig.Story, "ru");

        var made = await tenant.AsAsync<DraftGenerator, Result<Guid>>(MemberRole.Editor, g => g.GenerateAsync(new GenerateDraft(tenant.CompanyId, [item])));

        Assert.Equal(["threads", "x"], (await tenant.ViewAsync(made.Value)).Variants.Select(v => v.Platform));
    }

    [Fact]
    public async Task Untouched_texts_follow_the_original_and_own_ones_are_marked()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.GeneratedAsync(domain);
        var written = await tenant.VariantAsync(e => e.WriteAsync(post.Id, post.Version, "linkedin", ["Наш собственный текст для LinkedIn."]));

        Assert.True((await tenant.AsAsync<PostEditor, Result<int>>(MemberRole.Editor, e => e.SaveAsync(post.Id, written.Value, post.Content with { Text = "Совсем другой текст. В нём два предложения." }))).Ok);

        var after = await tenant.ViewAsync(post.Id);
        Assert.Contains("Совсем другой текст", after.On("x")!.Text, StringComparison.Ordinal);
        Assert.Empty(after.On("x")!.Parts);
        Assert.Equal((false, false), (after.On("x")!.Edited, after.On("x")!.Outdated));
        Assert.Equal("Наш собственный текст для LinkedIn.", after.On("linkedin")!.Text);
        Assert.Equal((true, true), (after.On("linkedin")!.Edited, after.On("linkedin")!.Outdated));
    }

    [Fact]
    public async Task What_a_model_wrote_is_marked_and_kept()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.GeneratedAsync(domain);
        var before = post.On("x")!;
        await domain.OwnerSqlAsync<int>($"with changed as (update post_variants set made_by = 'claude-sonnet-5-5' where post_id = '{post.Id}' and platform = 'x' returning 1) select count(*)::int from changed");

        Assert.True((await tenant.AsAsync<PostEditor, Result<int>>(MemberRole.Editor, e => e.SaveAsync(post.Id, post.Version, post.Content with { Text = "Совсем другой текст." }))).Ok);

        var after = (await tenant.ViewAsync(post.Id)).On("x")!;
        Assert.Equal((before.Text, true, false), (after.Text, after.Outdated, after.Follows));
        Assert.Equal(before.Parts, after.Parts);
    }

    [Fact]
    public async Task An_own_text_is_content_and_takes_the_approval_back()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.GeneratedAsync(domain);
        await tenant.ApproveAsync(post.Id, post.Version);

        var written = await tenant.VariantAsync(e => e.WriteAsync(post.Id, post.Version, "x", ["Первое сообщение.", " ", "Второе сообщение."]));

        var after = await tenant.ViewAsync(post.Id);
        Assert.Equal((PostStatus.Draft, written.Value), (after.Status, after.Version));
        Assert.Equal(["Первое сообщение.", "Второе сообщение."], after.On("x")!.Parts);
        Assert.Equal("Content.ChangedByOther", (await tenant.VariantAsync(e => e.FollowAsync(post.Id, post.Version, "x"))).Problem?.TextKey);
        Assert.True((await tenant.VariantAsync(e => e.FollowAsync(post.Id, after.Version, "x"))).Ok);
        Assert.Null((await tenant.ViewAsync(post.Id)).On("x"));
    }

    [Fact]
    public async Task Adapting_again_takes_the_original_as_it_reads_now()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("Первая фраза поста. Вторая фраза поста.");

        var adapted = await tenant.VariantAsync(e => e.AdaptAsync(post.Id, post.Version, "threads"));

        Assert.True(adapted.Ok);
        Assert.StartsWith("Первая фраза поста.", (await tenant.ViewAsync(post.Id)).On("threads")!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_opening_takes_the_place_of_the_first_one()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.GeneratedAsync(domain);
        var other = post.Hooks[^1];

        Assert.True((await tenant.VariantAsync(e => e.OpenWithAsync(post.Id, post.Version, other))).Ok);

        var after = await tenant.ViewAsync(post.Id);
        Assert.Contains(other, after.Content.Text.Split('\n')[0], StringComparison.Ordinal);
        Assert.Equal(after.Content.Text.IndexOf(other, StringComparison.Ordinal), after.Content.Text.LastIndexOf(other, StringComparison.Ordinal));
        Assert.DoesNotContain(post.Content.Hook!, after.Content.Text.Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains(other, after.On("x")!.Text, StringComparison.Ordinal);
        Assert.Equal(ProblemKind.NotFound, (await tenant.VariantAsync(e => e.OpenWithAsync(post.Id, after.Version, "Купите у нас"))).Problem?.Kind);
    }

    [Fact]
    public async Task Bad_input_is_refused_at_its_field()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("Текст");

        Assert.Equal("Parts", (await tenant.VariantAsync(e => e.WriteAsync(post.Id, post.Version, "x", [" "]))).Problem?.Field);
        Assert.Equal("Parts", (await tenant.VariantAsync(e => e.WriteAsync(post.Id, post.Version, "linkedin", ["a", "b"]))).Problem?.Field);
        Assert.Equal("Platform", (await tenant.VariantAsync(e => e.WriteAsync(post.Id, post.Version, "myspace", ["a"]))).Problem?.Field);
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.VariantAsync(e => e.AdaptAsync(post.Id, post.Version, "x"), MemberRole.Viewer));
        var other = await PostRig.TenantAsync(domain);
        Assert.Equal(ProblemKind.NotFound, (await other.VariantAsync(e => e.AdaptAsync(post.Id, post.Version, "x"))).Problem?.Kind);
    }
}
