using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Publishing.Evergreen;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static ContentFactory.Tests.Publishing.Openings.OpeningRig;

namespace ContentFactory.Tests.Publishing.Openings;

/// <summary>Which opening a publication gets.</summary>
public sealed class HookTurnTests : IAsyncLifetime
{
    private readonly PublishingDomain domain = new();

    public Task InitializeAsync() => domain.InitializeAsync();

    public Task DisposeAsync() => domain.DisposeAsync();

    [Fact]
    public async Task Openings_alternate_between_channels_and_on_each_channel()
    {
        var tenant = await domain.AddTenantAsync("turns");
        var channels = new[] { await domain.AddChannelAsync(tenant, "One"), await domain.AddChannelAsync(tenant, "Two"), await domain.AddChannelAsync(tenant, "Three") };
        var post = await domain.TestedAsync(tenant, First, Second);

        Assert.Equal(["ABA", "BAB", "ABA", "BAB"], await RoundsAsync(channels));
        post = await domain.TestedAsync(tenant, First, Second);
        Assert.Equal(["AB", "BA", "AB", "BA"], await RoundsAsync(channels[..2]));
        post = await domain.TestedAsync(tenant, First, Second, Third);
        Assert.Equal(["AB", "CA", "BC", "AB"], await RoundsAsync(channels[..2]));

        async Task<List<string>> RoundsAsync(Guid[] on)
        {
            var rounds = new List<string>();
            for (var n = 0; n < 4; n++)
                rounds.Add(await domain.LettersAsync(tenant, await tenant.PublishAsync(post, on)));
            return rounds;
        }
    }

    [Fact]
    public async Task A_cancelled_publication_gives_its_turn_back()
    {
        var tenant = await domain.AddTenantAsync("given-back");
        var channel = await domain.AddChannelAsync(tenant);
        var post = await domain.TestedAsync(tenant, First, Second, Third);
        var planned = await tenant.PublishAsync(post, channel, channel);
        Assert.True((await tenant.AsAsync<PostSchedule, Result>(MemberRole.Approver, s => s.CancelAsync(planned[1], default))).Ok);

        Assert.Equal("BCA", await domain.LettersAsync(tenant, await tenant.PublishAsync(post, channel, channel, channel)));
    }

    [Fact]
    public async Task Occurrences_of_a_repetition_take_turns()
    {
        var tenant = await domain.AddTenantAsync("repeats");
        var channels = new[] { await domain.AddChannelAsync(tenant, "One"), await domain.AddChannelAsync(tenant, "Two") };
        var post = await domain.TestedAsync(tenant, First, Second);
        var planned = await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(
            MemberRole.Approver, s => s.RepeatAsync(new(post, channels, new(new DateOnly(2026, 11, 21), new TimeOnly(10, 0), "", 1, [])), default));
        Assert.True(planned.Ok, planned.Problem?.TextKey);
        await domain.AdvanceAsync(TimeSpan.FromHours(23));
        for (var day = 0; day < 4; day++)
        {
            await domain.Publisher.PublishDueAsync(default);
            await domain.AdvanceAsync(TimeSpan.FromDays(1));
        }

        foreach (var (channel, letters) in channels.Zip(["ABABA", "BABAB"]))
            Assert.Equal(letters, await domain.LettersAsync(tenant, await tenant.DbAsync(db => db.Publications.Where(p => p.ChannelId == channel).OrderBy(p => p.ScheduledAt).Select(p => p.Id).ToListAsync())));
        Assert.Equal(4, domain.Platform.Posts.Count(p => p.Text.StartsWith(Second, StringComparison.Ordinal)));
        Assert.Equal(4, domain.Platform.Posts.Count(p => p.Text.StartsWith(First, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Evergreen_slots_take_turns_too()
    {
        var rig = await EvergreenRig.StartAsync(domain, "evergreen-turns", coolDown: 1);
        await rig.SlotAsync();
        await rig.SlotAsync("12:00", channel: await domain.AddChannelAsync(rig.Tenant, "Other"));
        var post = await domain.TestedAsync(rig.Tenant, First, Second);
        Assert.True((await rig.DoAsync(e => e.AddPostsAsync(rig.CategoryId, [post], new(), default))).Ok);

        await rig.LiveAsync(TimeSpan.FromDays(4));

        var byChannel = await rig.Tenant.DbAsync(async db => (await db.Publications.AsNoTracking().OrderBy(p => p.ScheduledAt).ToListAsync()).GroupBy(p => p.ChannelId).Select(g => g.Select(p => p.Hook).ToList()).ToList());
        Assert.Equal(2, byChannel.Count);
        Assert.All(byChannel, hooks => Assert.All(hooks.Zip(hooks.Skip(1)), pair => Assert.Equal(1, pair.First + pair.Second)));
        Assert.NotEqual(byChannel[0][0], byChannel[1][0]);
    }

    [Fact]
    public async Task A_network_whose_text_begins_otherwise_takes_no_part()
    {
        var tenant = await domain.AddTenantAsync("apart");
        var channel = await domain.AddChannelAsync(tenant);
        var id = await domain.AddPostAsync(tenant, $"{First} {Rest}", approved: false);
        var written = await tenant.AsAsync<PostVariantEditor, Result<int>>(MemberRole.Editor, async e => await e.WriteAsync(id, (await tenant.ViewAsync(id)).Version, ScriptedPlatform.Name, ["Something else entirely."]));
        Assert.True(written.Ok);
        Assert.True((await tenant.TestAsync(await tenant.ViewAsync(id), First, Second)).Ok);
        await tenant.ApproveAnewAsync(id);

        var planned = await tenant.PublishAsync(id, channel, channel);
        await domain.Publisher.PublishDueAsync(default);

        Assert.Equal("--", await domain.LettersAsync(tenant, planned));
        Assert.Equal("Something else entirely.", domain.Platform.Posts.Last().Text);
    }

    [Fact]
    public async Task Without_a_test_publications_get_no_opening()
    {
        var tenant = await domain.AddTenantAsync("untested");
        var id = await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant));

        await domain.Publisher.PublishDueAsync(default);

        var publication = await domain.PublicationAsync(tenant, id);
        Assert.Equal((PublicationState.Published, null, null), (publication.State, publication.Hook, publication.Opening));
    }
}
