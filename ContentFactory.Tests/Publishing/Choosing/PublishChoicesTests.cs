using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Publishing.Choosing;

public sealed class PublishChoicesTests : IAsyncLifetime
{
    private static readonly PublishOption[] Offered =
    [
        PublishOption.Choice("privacy", "public", "friends") with { Default = "public" }, PublishOption.Switch("comments"),
        new("subtitle", PublishOptionType.Text, []) { MaxLength = 5 }, new("opens_at", PublishOptionType.Time, []),
    ];

    private readonly PublishingDomain domain = new();

    public async Task InitializeAsync()
    {
        await domain.InitializeAsync();
        (domain.Platform.Kinds, domain.Platform.Options) = ([PublicationKind.Feed, PublicationKind.Story], Offered);
    }

    public Task DisposeAsync() => domain.DisposeAsync();

    [Fact]
    public async Task What_was_chosen_reaches_the_network_and_stands_on_the_page()
    {
        var (tenant, channel, post) = await PreparedAsync("chosen");
        var choices = Choose(PublicationKind.Story, ("privacy", "friends"), ("comments", "true"), ("subtitle", " Five "), ("opens_at", "2026-12-01T10:00:00Z"));

        var planned = Assert.Single((await PublishAsync(tenant, post, channel, choices)).Value);
        await domain.Publisher.PublishDueAsync(default);

        var sent = Assert.Single(domain.Platform.Posts);
        Assert.Equal(PublicationKind.Story, sent.Kind);
        Assert.Equal([("comments", "true"), ("opens_at", "2026-12-01T10:00:00Z"), ("privacy", "friends"), ("subtitle", "Five")], Sorted(sent.Options));
        var shown = await tenant.AsAsync<PublicationQueries, PublicationDetail?>(MemberRole.Viewer, q => q.FindAsync(planned.PublicationId, default));
        Assert.Equal(PublicationKind.Story, shown!.Kind);
        Assert.Equal(Sorted(sent.Options), Sorted(shown.Options));
    }

    [Fact]
    public async Task Where_nobody_chose_the_networks_own_defaults_hold()
    {
        var (tenant, channel, post) = await PreparedAsync("defaults");

        Assert.True((await PublishAsync(tenant, post, channel, null)).Ok);
        await domain.Publisher.PublishDueAsync(default);

        var sent = Assert.Single(domain.Platform.Posts);
        Assert.Equal(PublicationKind.Feed, sent.Kind);
        Assert.Equal([("privacy", "public")], Sorted(sent.Options));
    }

    [Theory]
    [InlineData("privacy", "everyone", "Choices.telegram.privacy", "Publishing.ChoiceUnknown")]
    [InlineData("comments", "perhaps", "Choices.telegram.comments", "Publishing.ChoiceUnknown")]
    [InlineData("subtitle", "longer", "Choices.telegram.subtitle", "Publishing.ChoiceTooLong")]
    [InlineData("opens_at", "soon", "Choices.telegram.opens_at", "Publishing.ChoiceUnknown")]
    [InlineData("made_up", "true", "Channels", "Publishing.ChoiceUnknown")]
    public async Task What_the_network_does_not_offer_is_refused_at_its_field(string key, string value, string field, string text)
    {
        var (tenant, channel, post) = await PreparedAsync($"refused-{key.Replace('_', '-')}");

        var refused = await PublishAsync(tenant, post, channel, Choose(null, (key, value)));

        Assert.Equal((field, text), (refused.Problem!.Field, refused.Problem.TextKey));
        Assert.Equal(0, await tenant.DbAsync(db => db.Publications.CountAsync()));
    }

    [Theory]
    [InlineData("subtitle", "Choices.telegram.subtitle")]
    [InlineData("Options", "Choices.telegram.Options")]
    [InlineData("Text", "Text")]
    public void What_a_network_says_of_a_choice_is_told_at_its_field(string field, string shown) =>
        Assert.Equal(shown, PublishChoices.At(domain.Platform, Problem.Invalid(field, "Publishing.ChoiceUnknown")).Field);

    [Fact]
    public async Task What_has_to_be_chosen_is_named_unless_another_choice_makes_it_needless()
    {
        domain.Platform.Options = [PublishOption.Choice("mode", "direct", "draft") with { Default = "direct" }, PublishOption.Choice("audience", "all", "friends") with { Required = true, RequiredUnless = ("mode", "draft") }];
        var (tenant, channel, post) = await PreparedAsync("required");

        var refused = await PublishAsync(tenant, post, channel, null);

        Assert.Equal(("Choices.telegram.audience", "Publishing.ChoiceMissing"), (refused.Problem!.Field, refused.Problem.TextKey));
        Assert.True((await PublishAsync(tenant, post, channel, Choose(null, ("mode", "draft")))).Ok);
    }

    [Fact]
    public async Task A_switch_that_is_on_by_itself_can_be_switched_off()
    {
        domain.Platform.Options = [PublishOption.Switch("comments") with { Default = "true" }];
        var (tenant, channel, post) = await PreparedAsync("off");
        Assert.True((await PublishAsync(tenant, post, channel, Choose(null, ("comments", "false")))).Ok);

        await domain.Publisher.PublishDueAsync(default);

        Assert.Empty(Assert.Single(domain.Platform.Posts).Options);
    }

    [Fact]
    public async Task Characters_that_no_database_keeps_are_left_out()
    {
        var (tenant, channel, post) = await PreparedAsync("nul");

        var planned = Assert.Single((await PublishAsync(tenant, post, channel, Choose(null, ("subtitle", $"a\0b{'\ud83d'}")))).Value);

        Assert.Contains("\"ab\"", (await domain.PublicationAsync(tenant, planned.PublicationId)).Options, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_moment_that_is_chosen_lies_behind_the_publication_wherever_that_is_moved()
    {
        var (tenant, channel, post) = await PreparedAsync("moment");
        var opens = new Dictionary<Guid, PublishChoices> { [channel] = Choose(null, ("opens_at", "2026-11-22T10:00:00Z")) };
        Task<Result<IReadOnlyList<PlannedPublication>>> ScheduleAsync(DateOnly day) =>
            tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Approver, s => s.ScheduleAsync(new(post, [new(channel, day, new(14, 0))], Choices: opens), default));

        var late = await ScheduleAsync(new(2026, 11, 22));
        Assert.Equal(("Choices.telegram.opens_at", "Publishing.ChoiceTimePassed"), (late.Problem!.Field, late.Problem.TextKey));
        var planned = Assert.Single((await ScheduleAsync(new(2026, 11, 21))).Value);

        var moved = await tenant.AsAsync<PostSchedule, Result<PlannedPublication>>(MemberRole.Approver, s => s.MoveAsync(planned.PublicationId, new(2026, 11, 23), new(9, 0), default));
        Assert.Equal(("Time", "Publishing.ChoiceTimePassed"), (moved.Problem!.Field, moved.Problem.TextKey));
    }

    [Fact]
    public async Task A_repetition_has_no_single_moment()
    {
        var (tenant, channel, post) = await PreparedAsync("moments");
        var choices = new Dictionary<Guid, PublishChoices> { [channel] = Choose(null, ("opens_at", "2027-11-22T10:00:00Z")) };

        var refused = await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Approver,
            s => s.RepeatAsync(new(post, [channel], new(new(2026, 11, 21), new(10, 0), "Europe/Moscow", 1, [], null, null), Choices: choices), default));

        Assert.Equal(("Choices.telegram.opens_at", "Publishing.ChoiceTimeRepeats"), (refused.Problem!.Field, refused.Problem.TextKey));
    }

    [Fact]
    public async Task A_kind_that_the_network_has_not_is_refused()
    {
        var (tenant, channel, post) = await PreparedAsync("kind");

        Assert.Equal("Publishing.ChoiceUnknown", (await PublishAsync(tenant, post, channel, Choose(PublicationKind.Reel))).Problem!.TextKey);
    }

    [Fact]
    public async Task Every_occurrence_of_a_repetition_goes_out_as_it_was_chosen()
    {
        var (tenant, channel, post) = await PreparedAsync("again");
        var rule = new Repetition(new(2026, 11, 21), new(10, 0), "Europe/Moscow", 1, [], null, null);
        var choices = new Dictionary<Guid, PublishChoices> { [channel] = Choose(PublicationKind.Story, ("privacy", "friends")) };
        Assert.True((await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Approver, s => s.RepeatAsync(new(post, [channel], rule, Choices: choices), default))).Ok);

        for (var day = 0; day < 3; day++)
        {
            await domain.AdvanceAsync(TimeSpan.FromHours(24));
            await domain.Publisher.PublishDueAsync(default);
        }

        Assert.Equal(3, domain.Platform.Posts.Count);
        Assert.All(domain.Platform.Posts, p => Assert.Equal((PublicationKind.Story, "friends"), (p.Kind, p.Options["privacy"])));
    }

    [Fact]
    public async Task A_lost_answer_is_looked_for_with_what_was_chosen()
    {
        var (tenant, channel, post) = await PreparedAsync("lost");
        domain.Platform.Answer(tenant, "News", new(PublishKind.Unknown, Code: "x", Reason: Problem.Unavailable("Publishing.NetworkPrepares")));
        Assert.True((await PublishAsync(tenant, post, channel, Choose(PublicationKind.Story, ("comments", "true")))).Ok);
        await domain.Publisher.PublishDueAsync(default);

        await domain.AdvanceAsync(TimeSpan.FromMinutes(10));
        await ((Settler)domain.Services.GetService(typeof(Settler))!).SettleDueAsync(default);

        var (_, looked) = Assert.Single(domain.Platform.Looked);
        Assert.Equal((PublicationKind.Story, "true"), (looked.Post.Kind, looked.Post.Options["comments"]));
    }

    private static PublishChoices Choose(PublicationKind? kind, params (string Key, string Value)[] options) => new(kind, options.ToDictionary(o => o.Key, o => o.Value));

    private static List<(string, string)> Sorted(IReadOnlyDictionary<string, string> options) => [.. options.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => (o.Key, o.Value))];

    private static Task<Result<IReadOnlyList<PlannedPublication>>> PublishAsync(TestTenant tenant, Guid post, Guid channel, PublishChoices? choices) =>
        tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Approver,
            s => s.PublishNowAsync(post, [channel], default, choices: choices is null ? null : new Dictionary<Guid, PublishChoices> { [channel] = choices }));

    private async Task<(TestTenant Tenant, Guid Channel, Guid Post)> PreparedAsync(string slug)
    {
        var tenant = await domain.AddTenantAsync(slug);
        return (tenant, await domain.AddChannelAsync(tenant), await domain.AddPostAsync(tenant));
    }
}
