using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ContentFactory.Tests.Platforms.Telegram;

/// <summary>A chat with a memory: each message gets the next number, and only what is there can be pinned or deleted.</summary>
internal sealed class FakeTelegramChat
{
    private readonly TelegramRecorder server;
    private readonly SortedSet<long> messages = [];
    private long last = 41;

    public FakeTelegramChat(TelegramRecorder server)
    {
        this.server = server;
        foreach (var method in new[] { "sendMessage", "sendPhoto", "sendAnimation", "sendVideo", "sendAudio", "sendDocument" })
            server.On(method, context => Replies.Ok(Add())(context));
        server.On("sendMediaGroup", context => Replies.Ok($"[{string.Join(',', server.Calls[^1].Files.Select(_ => Add()))}]")(context));
        server.On("pinChatMessage", Pin);
        server.On("deleteMessage", Delete);
    }

    public IReadOnlyList<long> Messages => [.. messages];

    public IReadOnlyList<string> Ids => [.. messages.Select(Text)];

    public List<long> Pinned { get; } = [];

    /// <summary>A message of somebody else.</summary>
    public long Foreign()
    {
        messages.Add(++last);
        return last;
    }

    public void Lose(long message) => messages.Remove(message);

    public Task Pin(HttpContext context)
    {
        var there = messages.Contains(Named());
        if (there)
            Pinned.Add(Named());
        return (there ? Replies.Ok("true") : Replies.Refused(400, "Bad Request: message to pin not found"))(context);
    }

    public Task Delete(HttpContext context) =>
        (messages.Remove(Named()) ? Replies.Ok("true") : Replies.Refused(400, "Bad Request: message to delete not found"))(context);

    private string Add() =>
        $$$"""{"message_id":{{{Text(Foreign())}}},"date":1790000000,"chat":{"id":-1001234567890,"type":"channel","title":"News","username":"cf_news"}}""";

    private long Named() => (long)server.Calls[^1].Json!["message_id"]!;

    private static string Text(long message) => message.ToString(CultureInfo.InvariantCulture);
}
