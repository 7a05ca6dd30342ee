using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.Telegram;

public sealed class TelegramFormattingTests : TelegramRig
{
    [Fact]
    public async Task Text_written_for_telegram_goes_out_formatted_and_any_other_as_it_is()
    {
        await PublishAsync(new("**Bread** & [more](https://a.example)", []) { IsMarked = true });
        await PublishAsync(new("**Bread**", []));

        Assert.Equal(["<b>Bread</b> &amp; <a href=\"https://a.example\">more</a>", "**Bread**"], Server.Calls.Select(c => c.Text("text")));
    }

    [Fact]
    public async Task A_link_on_words_is_not_added_below_again()
    {
        await PublishAsync(new("[Order](https://a.example)", [], "https://a.example") { IsMarked = true });

        Assert.Equal("<a href=\"https://a.example\">Order</a>", Server.Calls[0].Text("text"));
    }

    [Fact]
    public async Task Signs_take_no_room()
    {
        await PublishAsync(new($"**{new string('a', 4096)}**", []) { IsMarked = true });

        Assert.Equal($"<b>{new string('a', 4096)}</b>", Assert.Single(Server.Calls).Text("text"));
    }

    [Fact]
    public async Task What_is_bold_over_two_messages_is_bold_in_both()
    {
        var words = string.Concat(Enumerable.Repeat("Every morning we bake bread. ", 200)).Trim();
        await PublishAsync(new($"**{words}**", []) { IsMarked = true });

        Assert.Equal(2, Server.Calls.Count);
        Assert.All(Server.Calls, c => Assert.True(c.Text("text") is { } text && text.StartsWith("<b>", StringComparison.Ordinal) && text.EndsWith(".</b>", StringComparison.Ordinal) && text.Length <= 4096 + 7));
    }
}
