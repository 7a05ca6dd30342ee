using System.Text;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.Discord;

public sealed class DiscordPublishTests : DiscordRig
{
    [Theory]
    [InlineData("webhook", "text", 1)]
    [InlineData("webhook", "files", 1)]
    [InlineData("webhook", "long", 3)]
    [InlineData("bot", "text", 1)]
    [InlineData("bot", "files", 1)]
    [InlineData("bot", "long", 3)]
    public async Task Publishes_each_kind_either_way(string way, string kind, int least)
    {
        await UseAsync(way);

        var outcome = await Run().ToTheEndAsync(OfKind(kind, "Fresh bread"));

        AssertOutcome(PublishKind.Published, outcome);
        Assert.InRange(Server.Messages.Count, least, least + 1);
        Assert.Equal(Server.Messages[0].Id, outcome.ExternalId);
        Assert.All(Server.Messages, m => Assert.Equal(way == "bot", m.IsBots));
        Assert.True(outcome.PartIds is null || outcome.PartIds.SequenceEqual(Server.Messages.Select(m => m.Id)));
        Assert.Equal(kind == "files" ? 2 : kind == "long" ? 1 : 0, Server.Messages[0].Files.Count);
    }

    [Fact]
    public async Task Text_written_for_discord_keeps_its_marks_and_any_other_is_escaped()
    {
        await UseAsync("bot");

        await Run().ToTheEndAsync(Post("**Bread** and 5*3 ||soon||") with { IsMarked = true });
        await Run().ToTheEndAsync(Post("**Bread**"));

        Assert.Equal([@"**Bread** and 5\*3 ||soon||", @"\*\*Bread\*\*"], Server.Messages.Select(m => m.Content));
    }

    [Fact]
    public async Task Messages_that_a_person_divided_stay_as_they_are()
    {
        await UseAsync("bot");
        string[] parts = ["Price: ~~500 " + new string('a', 1_970), "Now 300~~ only"];

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post(string.Join("\n\n", parts)) with { IsMarked = true, Parts = parts }));

        Assert.Equal([@"Price: \~\~500 " + new string('a', 1_970), @"Now 300\~\~ only"], Server.Messages.Select(m => m.Content));
    }

    [Fact]
    public async Task Marked_text_of_several_messages_fits_into_each()
    {
        await UseAsync("bot");

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post($"**{Long().Trim()}**") with { IsMarked = true }));

        Assert.All(Server.Messages, m => Assert.True(m.Content!.Length <= 2_000 && m.Content.StartsWith("**", StringComparison.Ordinal) && m.Content.EndsWith("**", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("webhook")]
    [InlineData("bot")]
    public async Task Unconfirmed_link_leads_to_server_channel_and_message(string way)
    {
        await UseAsync(way);

        var outcome = await Run().ToTheEndAsync(Post("Bread"));

        Assert.Equal($"https://discord.com/channels/{FakeDiscord.GuildId}/{FakeDiscord.ChannelId}/{outcome.ExternalId}", outcome.Url);
    }

    [Theory]
    [InlineData("@everyone @here <@80351110224678912> <@&165511591545143296>")]
    [InlineData("& <b> \"q\" \\ _under_ **star** ||spoiler|| `code` # Title")]
    [InlineData("مرحبا بالعالم — שלום עולם — mixed ‏RTL")]
    [InlineData("Line one\n\nLine three 👩‍👩‍👧‍👦 e\u0301")]
    public async Task Brings_words_out_unchanged_and_mentions_nobody(string text)
    {
        foreach (var way in new[] { "webhook", "bot" })
        {
            await UseAsync(way);
            AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post(text)));
            Assert.Equal(text, Server.Messages[^1].Shown);
            Assert.Equal("""{"parse":[]}""", Server.Of(StepOf(way)).Single().Json!["allowed_mentions"]!.ToJsonString());
        }
    }

    [Fact]
    public async Task Puts_the_link_below_the_words_once()
    {
        await UseAsync("webhook");
        await Run().ToTheEndAsync(Post("Bread") with { Link = "https://example.com/bread" });
        await Run().ToTheEndAsync(Post("See https://example.com/bread") with { Link = "https://example.com/bread" });

        Assert.Equal(["Bread\n\nhttps://example.com/bread", "See https://example.com/bread"], Server.Messages.Select(m => m.Content));
    }

    [Theory]
    [InlineData("webhook")]
    [InlineData("bot")]
    public async Task Sends_ten_files_in_order_with_names_and_descriptions(string way)
    {
        await UseAsync(way);
        var files = Enumerable.Range(1, 10).Select(n => File(1000 + n, n == 2 ? "Хлеб \"№1\".png" : $"{n}.png", "image/png", alt: n == 1 ? "A loaf" : null)).ToArray();

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post("Ten", files)));

        var sent = Assert.Single(Server.Messages).Files;
        Assert.Equal(files.Select(f => f.Size), sent.Select(f => (long)f.Bytes.Length));
        Assert.All(sent, f => Assert.True(BytesOf(f.Bytes.Length).AsSpan().SequenceEqual(f.Bytes)));
        Assert.Equal(["A loaf", .. Enumerable.Repeat((string?)null, 9)], sent.Select(f => f.Description));
        Assert.Equal("1.png", sent[0].Name);
        Assert.Contains("Хлеб", sent[1].Name, StringComparison.Ordinal);
        Assert.Contains("; filename=\"Хлеб _№1_.png\"", Encoding.UTF8.GetString(Assert.Single(Server.Of(StepOf(way))).Body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("webhook")]
    [InlineData("bot")]
    public async Task Publishes_files_without_words(string way)
    {
        await UseAsync(way);

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post("", File())));
        Assert.Single(Assert.Single(Server.Messages).Files);
    }

    [Theory]
    [InlineData("webhook", "a", 2000)]
    [InlineData("bot", "a", 2000)]
    [InlineData("webhook", "ж", 2000)]
    [InlineData("bot", "🐱", 2000)]
    public async Task Unconfirmed_length_in_code_points_brings_out_in_one_message_what_fits_in_one_and_breaks_what_does_not(string way, string unit, int count)
    {
        await UseAsync(way);
        var text = string.Concat(Enumerable.Repeat(unit, count));
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post(text)));
        Assert.Equal(text, Assert.Single(Server.Messages).Content);
        // as long as Discord remembers the nonce, the same words are the same message
        Time.Advance(TimeSpan.FromHours(1));

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post(text + unit)));
        Assert.Equal(text + unit, string.Concat(Server.Messages.Skip(1).Select(m => m.Content)));
    }

    [Theory]
    [InlineData("webhook")]
    [InlineData("bot")]
    public async Task A_long_text_ends_its_messages_with_sentences_and_loses_nothing(string way)
    {
        await UseAsync(way);

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post(Long(), File())));

        Assert.All(Server.Messages, m => Assert.EndsWith(".", m.Content, StringComparison.Ordinal));
        Assert.Equal(Long(), string.Join(' ', Server.Messages.Select(m => m.Content)));
        Assert.Equal([1, 0, 0], Server.Messages.Select(m => m.Files.Count));
    }

    [Theory]
    [InlineData("webhook")]
    [InlineData("bot")]
    public async Task Two_parts_with_the_same_words_are_two_messages(string way)
    {
        await UseAsync(way);

        var outcome = await Run().ToTheEndAsync(Post(new string('a', 4000)));

        AssertOutcome(PublishKind.Published, outcome);
        Assert.Equal([2000, 2000], Server.Messages.Select(m => m.Content.Length));
        Assert.Equal(2, outcome.PartIds!.Distinct().Count());
    }

    [Theory]
    [InlineData("429", PublishKind.RateLimited)]
    [InlineData("403", null)]
    [InlineData("503", PublishKind.Unknown)]
    public async Task What_stops_in_the_middle_says_what_is_out_and_goes_on_there(string fault, PublishKind? kind)
    {
        foreach (var way in new[] { "webhook", "bot" })
        {
            await UseAsync(way);
            var before = Server.Messages.Count;
            Server.Fail(StepOf(way), Faults.Answers(fault switch { "429" => DiscordErrors.RateLimited(7.5), "403" => DiscordErrors.MissingPermissions, _ => new(503) }), call: 2);
            var run = Run();

            var outcome = await run.OnceAsync(Post(Long(way)));

            Assert.True(kind is null ? outcome.Kind is PublishKind.Rejected or PublishKind.AccountRefused : outcome.Kind == kind, outcome.ToString());
            AssertReadable(outcome.Reason);
            Assert.Equal(Assert.Single(Server.Messages.Skip(before)).Id, outcome.ExternalId);
            Time.Advance(outcome.RetryAfter ?? TimeSpan.FromMinutes(1));
            AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Post(Long(way))));
            Assert.Equal(Long(way), string.Join(' ', Server.Messages.Skip(before).Select(m => m.Content)));
        }
    }

    [Theory]
    [InlineData("webhook")]
    [InlineData("bot")]
    public async Task A_lost_lease_stops_before_the_next_message(string way)
    {
        await UseAsync(way);
        var run = Run();
        Server.Done = step => run.LosesTheLease |= step == StepOf(way);

        var outcome = await run.OnceAsync(Post(Long()));

        AssertOutcome(PublishKind.Unknown, outcome);
        Assert.Equal(Assert.Single(Server.Messages).Id, outcome.ExternalId);
    }

    [Fact]
    public async Task Sends_each_of_its_choices_as_the_description_names_it()
    {
        (Server.IsAnnouncement, Server.MayMention) = (true, true);
        foreach (var way in new[] { "webhook", "bot" })
        {
            await UseAsync(way);
            foreach (var option in Platform.Options)
                foreach (var value in option.Type switch { PublishOptionType.Choice => option.Values, PublishOptionType.Switch => ["true"], PublishOptionType.Text => ["Bread"], _ => [] })
                    AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post($"{way} {option.Key} {value}") with { Options = new Dictionary<string, string> { [option.Key] = value } }));
        }
    }
}
