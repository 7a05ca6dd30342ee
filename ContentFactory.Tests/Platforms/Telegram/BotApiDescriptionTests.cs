using System.Text.Json.Nodes;
using Xunit;

namespace ContentFactory.Tests.Platforms.Telegram;

/// <summary>A check that never fails guards nothing: these are requests that it must refuse.</summary>
public sealed class BotApiDescriptionTests
{
    [Theory]
    [InlineData("sendNothing", "{}", "no such method")]
    [InlineData("sendMessage", """{"chat_id":1}""", "text: required, missing")]
    [InlineData("sendMessage", """{"chat_id":1,"text":"x","txt":"y"}""", "txt: unknown field")]
    [InlineData("sendMessage", """{"chat_id":true,"text":"x"}""", "chat_id: True is not")]
    [InlineData("sendMessage", """{"chat_id":1,"text":"x","protect_content":"true"}""", "protect_content: String is not Boolean")]
    [InlineData("sendMessage", """{"chat_id":1,"text":"x","link_preview_options":{"link":"y"}}""", "link: unknown field")]
    [InlineData("sendMessage", """{"chat_id":1,"text":"x","link_preview_options":"y"}""", "not an object")]
    [InlineData("sendMessage", """{"chat_id":1,"text":"x","reply_markup":{"inline_keyboard":[[{"text":"a","href":"b"}]]}}""", "href: unknown field")]
    [InlineData("sendMessage", """{"chat_id":1,"text":"x","reply_markup":{"inline_keyboard":[[{"text":"a"}]]}}""", "exactly one field")]
    [InlineData("sendMessage", """{"chat_id":1,"text":"x","reply_markup":{"inline_keyboard":[[{"text":"a","url":"https://a.example","callback_data":"b"}]]}}""", "exactly one field")]
    [InlineData("sendMessage", """{"chat_id":1,"text":"x","reply_markup":{"inline_keyboard":[[{"text":"a","url":"ftp://a.example"}]]}}""", "no HTTP or tg:// URL")]
    [InlineData("sendMessage", """{"chat_id":1,"text":"x","reply_markup":{"inline_keyboard":[{"text":"a","url":"https://a.example"}]}}""", "not an array")]
    [InlineData("sendMediaGroup", """{"chat_id":1,"media":[{"type":"photo","media":"x"},{"type":"photo","media":"y"}],"reply_markup":{"inline_keyboard":[]}}""", "reply_markup: unknown field")]
    [InlineData("pinChatMessage", """{"chat_id":1,"message_id":"x"}""", "message_id: String is not Integer")]
    [InlineData("deleteMessage", """{"chat_id":1}""", "message_id: required, missing")]
    [InlineData("getChatMember", """{"chat_id":1,"user_id":1.5}""", "user_id: Number is not Integer")]
    [InlineData("sendMediaGroup", """{"chat_id":1,"media":[{"type":"photo","media":"attach://a"},{"type":"photo","media":"x"}]}""", "attach://a: no such part")]
    [InlineData("sendMediaGroup", """{"chat_id":1,"media":[{"type":"picture","media":"x"},{"type":"photo","media":"y"}]}""", "type: must be")]
    [InlineData("sendMediaGroup", """{"chat_id":1,"media":[{"type":"photo","media":"x"}]}""", "2-10 items")]
    public void Refuses_requests_that_break_the_description(string method, string json, string violation)
    {
        var call = new RecordedCall("t", method, JsonNode.Parse(json)!.AsObject(), new Dictionary<string, string>(), new Dictionary<string, RecordedFile>());

        Assert.Contains(BotApiDescription.Current.Violations(call), v => v.Contains(violation, StringComparison.Ordinal));
    }

    [Fact]
    public void Refuses_forms_with_wrong_values_or_parts()
    {
        var call = new RecordedCall("t", "sendPhoto", null,
            new Dictionary<string, string> { ["chat_id"] = "@x", ["has_spoiler"] = "maybe" },
            new Dictionary<string, RecordedFile> { ["picture"] = new("a", "b", []) });

        var violations = BotApiDescription.Current.Violations(call);

        Assert.Contains("sendPhoto.photo: required, missing", violations);
        Assert.Contains("sendPhoto.has_spoiler: String is not Boolean", violations);
    }
}
