using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static ContentFactory.Tests.Publishing.Openings.OpeningRig;

namespace ContentFactory.Tests.Publishing.Openings;

/// <summary>The words of a tested opening on their way out.</summary>
public sealed class HookSendingTests(HookSendingTests.Domain domain) : IClassFixture<HookSendingTests.Domain>
{
    private static int tenants;

    private Settler Settler => domain.Services.GetRequiredService<Settler>();

    [Fact]
    public async Task Each_publication_goes_out_with_its_opening_and_keeps_it()
    {
        var (tenant, post, planned) = await PlannedAsync();

        await domain.Publisher.PublishDueAsync(default);

        Assert.Equal([$"{First} {Rest}\n\n#one", $"{Second} {Rest}\n\n#one"], TextsTo(tenant).Order());
        Assert.Equal((First, Second), ((await domain.PublicationAsync(tenant, planned[0])).Opening, (await domain.PublicationAsync(tenant, planned[1])).Opening));
        var detail = await tenant.DetailAsync(planned[1]);
        Assert.Equal((new OpeningLine("B", Second, true), $"{Second} {Rest}"), (detail.Opening, detail.Text));
        // what is written afterwards does not change what was
        Assert.True((await tenant.StopAsync(post)).Ok);
        Assert.Equal(new OpeningLine("B", Second, true), (await tenant.DetailAsync(planned[1])).Opening);
    }

    [Fact]
    public async Task After_the_test_was_stopped_the_posts_own_opening_goes_out()
    {
        var (tenant, post, planned) = await PlannedAsync();
        Assert.Equal(new OpeningLine("B", Second, false), (await tenant.DetailAsync(planned[1])).Opening);
        Assert.True((await tenant.StopAsync(post)).Ok);

        await domain.Publisher.PublishDueAsync(default);

        Assert.Equal([$"{First} {Rest}\n\n#one", $"{First} {Rest}\n\n#one"], TextsTo(tenant));
        Assert.Null((await domain.PublicationAsync(tenant, planned[1])).Opening);
        Assert.Null((await tenant.DetailAsync(planned[1])).Opening);
        Assert.Equal("Content.OpeningsNotTested", (await tenant.StopAsync(post)).Problem?.TextKey);
    }

    [Fact]
    public async Task What_was_claimed_before_the_stop_goes_out_as_claimed()
    {
        var (tenant, post, planned) = await PlannedAsync();
        var claimed = await domain.Queue.ClaimAsync(100, default);
        Assert.True((await tenant.StopAsync(post)).Ok);

        await domain.Publisher.RunAsync(claimed, default);

        Assert.Contains($"{Second} {Rest}\n\n#one", TextsTo(tenant));
        Assert.Equal(Second, (await domain.PublicationAsync(tenant, planned[1])).Opening);
    }

    [Fact]
    public async Task Retries_keep_the_opening_of_the_first_attempt()
    {
        var (tenant, post, planned) = await PlannedAsync();
        domain.Platform.Answer(tenant, "Two", new(PublishKind.NotSent, Code: "down"));
        await domain.Publisher.PublishDueAsync(default);
        Assert.True((await tenant.StopAsync(post)).Ok);
        domain.Platform.Script.Clear();
        await domain.AdvanceAsync(TimeSpan.FromMinutes(30));

        await domain.Publisher.PublishDueAsync(default);

        Assert.Equal([$"{Second} {Rest}\n\n#one", $"{Second} {Rest}\n\n#one"], TextsTo(tenant, "Two"));
        Assert.Equal((PublicationState.Published, Second), ((await domain.PublicationAsync(tenant, planned[1])).State, (await domain.PublicationAsync(tenant, planned[1])).Opening));
    }

    [Fact]
    public async Task A_lost_answer_is_found_by_the_words_that_were_sent()
    {
        var (tenant, post, planned) = await PlannedAsync();
        domain.Platform.Answer(tenant, "Two", new(PublishKind.Unknown, Code: "timeout"));
        domain.Platform.Looks[$"Two@{tenant.Slug}"] = new(LookKind.Found, "77", "https://t.example/77");
        await domain.Publisher.PublishDueAsync(default);
        Assert.True((await tenant.StopAsync(post)).Ok);

        await Settler.SettleDueAsync(default);

        Assert.Equal($"{Second} {Rest}\n\n#one", domain.Platform.Looked.Last(l => l.Account == $"Two@{tenant.Slug}").Lost.Post.Text);
        Assert.Equal((PublicationState.Published, "77"), ((await domain.PublicationAsync(tenant, planned[1])).State, (await domain.PublicationAsync(tenant, planned[1])).ExternalId));
    }

    [Fact]
    public async Task Half_a_chain_goes_on_with_the_words_that_it_began_with()
    {
        var (tenant, post, planned) = await PlannedAsync();
        domain.Platform.Handle = "first part";
        domain.Platform.Answer(tenant, "Two", new(PublishKind.Rejected, Code: "refused"));
        await domain.Publisher.PublishDueAsync(default);
        domain.Platform.Handle = null;
        domain.Platform.Script.Clear();
        Assert.Equal(PublicationState.Failed, (await domain.PublicationAsync(tenant, planned[1])).State);
        Assert.True((await tenant.StopAsync(post)).Ok);

        Assert.True((await tenant.AsAsync<PostSchedule, Result>(MemberRole.Approver, s => s.PublishAgainAsync(planned[1], default))).Ok);
        await domain.Publisher.PublishDueAsync(default);

        Assert.Equal([$"{Second} {Rest}\n\n#one", $"{Second} {Rest}\n\n#one"], TextsTo(tenant, "Two"));
        Assert.Equal("first part", domain.Platform.Tickets.Last().Handle);
    }

    [Fact]
    public async Task An_opening_that_is_not_in_the_text_is_not_said_to_have_gone_out()
    {
        var (tenant, post, planned) = await PlannedAsync();
        await domain.OwnerSqlAsync<int>($"with changed as (update posts set text = 'Something else.' where id = '{post}' returning 1) select count(*)::int from changed");

        await domain.Publisher.PublishDueAsync(default);

        Assert.Equal((PublicationState.Published, null), ((await domain.PublicationAsync(tenant, planned[1])).State, (await domain.PublicationAsync(tenant, planned[1])).Opening));
    }

    [Fact]
    public async Task The_opening_takes_its_place_in_a_networks_own_chain()
    {
        var tenant = await TenantAsync();
        var (one, two) = (await domain.AddChannelAsync(tenant, "One"), await domain.AddChannelAsync(tenant, "Two"));
        var id = await domain.AddPostAsync(tenant, $"{First} {Rest}", approved: false);
        Assert.True((await tenant.AsAsync<PostVariantEditor, Result<int>>(MemberRole.Editor, async e => await e.WriteAsync(id, (await tenant.ViewAsync(id)).Version, ScriptedPlatform.Name, [$"{First} In short.", "And more."]))).Ok);
        Assert.True((await tenant.TestAsync(await tenant.ViewAsync(id), First, Second)).Ok);
        await tenant.ApproveAnewAsync(id);
        await tenant.PublishAsync(id, one, two);

        await domain.Publisher.PublishDueAsync(default);

        var sent = domain.Platform.Posts.Single(p => p.Text.StartsWith(Second, StringComparison.Ordinal) && p.Parts.Count == 2);
        Assert.Equal([$"{Second} In short.", "And more."], sent.Parts);
        Assert.Equal($"{Second} In short.\n\nAnd more.", sent.Text);
    }

    [Fact]
    public async Task An_opening_that_a_network_refuses_stops_the_plan()
    {
        var tenant = await TenantAsync();
        var post = await domain.TestedAsync(tenant, First, "This one is unfit.");

        var planned = await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Approver, async s => await s.PublishNowAsync(post, [await domain.AddChannelAsync(tenant)], default));

        Assert.Equal(("Publishing.OpeningUnfit", "B", "News"), (planned.Problem?.TextKey, planned.Problem?.Args[0], planned.Problem?.Args[1]));
    }

    [Fact]
    public async Task The_look_ahead_speaks_of_the_opening_of_that_publication()
    {
        var (tenant, post, planned) = await PlannedAsync();
        await domain.OwnerSqlAsync<int>($"with changed as (update hook_variants set text = 'Now unfit.' where post_id = '{post}' and position = 1 returning 1) select count(*)::int from changed");
        foreach (var id in planned)
            await tenant.DbAsync(db => db.Database.ExecuteSqlAsync($"insert into publication_checks (tenant_id, publication_id, planned_at, faults) select tenant_id, id, scheduled_at, array[]::text[] from publications where id = {id}"));

        foreach (var id in planned)
            await tenant.AsSystemAsync<Inspection, int>(async i => { await i.InspectAsync(id, default); return 0; });

        var faults = await tenant.DbAsync(db => db.PublicationChecks.AsNoTracking().ToDictionaryAsync(c => c.PublicationId, c => string.Join('\n', c.Faults)));
        Assert.DoesNotContain("OpeningUnfit", faults[planned[0]], StringComparison.Ordinal);
        Assert.Contains("Publishing.OpeningUnfit", faults[planned[1]], StringComparison.Ordinal);
    }

    /// <summary>A on channel One, B on channel Two, both due.</summary>
    private async Task<(TestTenant Tenant, Guid Post, IReadOnlyList<Guid> Planned)> PlannedAsync()
    {
        var tenant = await TenantAsync();
        var channels = new[] { await domain.AddChannelAsync(tenant, "One"), await domain.AddChannelAsync(tenant, "Two") };
        var post = await domain.TestedAsync(tenant, First, Second);
        return (tenant, post, await tenant.PublishAsync(post, channels));
    }

    private Task<TestTenant> TenantAsync() => domain.AddTenantAsync($"sends-{Interlocked.Increment(ref tenants)}");

    private List<string> TextsTo(TestTenant tenant, string? channel = null) =>
        [.. domain.Platform.Calls.Where(c => c.Account.EndsWith($"@{tenant.Slug}", StringComparison.Ordinal) && (channel is null || c.Account.StartsWith(channel, StringComparison.Ordinal))).Select(c => c.Text)];

    public sealed class Domain : PublishingDomain
    {
        public Domain() => Platform.MostParts = 5;
    }
}
