using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Telegram;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ContentFactory.Tests.Platforms.BadInput;

internal sealed class TelegramSeat : TelegramRig;

/// <summary>Telegram has a recorder instead of a fake: what the Bot API would answer stands here.</summary>
internal sealed class TelegramContestant : Contestant
{
    private static readonly string[] Methods = ["sendMessage", "sendPhoto", "sendAnimation", "sendVideo", "sendAudio", "sendDocument", "sendMediaGroup"];

    private readonly TelegramSeat rig = new();
    private readonly List<string> shown = [];
    private int messages = 41;

    public override IPlatform Platform => rig.Platform;

    public override int Requests => rig.Server.Calls.Count;

    public override IReadOnlyList<string> Shown => shown;

    public override Task<PublishOutcome> PublishAsync(OutgoingPost post) =>
        rig.PublishAsync(post with { Ticket = new(Guid.Empty, null, _ => Task.FromResult(true)) });

    public override Task BreakAsync(Trouble trouble)
    {
        All(trouble switch
        {
            Trouble.RevokedToken => Replies.Refused(401, "Unauthorized"),
            Trouble.MissingScope => Replies.Refused(400, "Bad Request: not enough rights to send text messages to the chat"),
            Trouble.PageWithoutPermission => Replies.Refused(400, "Bad Request: CHAT_WRITE_FORBIDDEN"),
            Trouble.PrivateChannel => Replies.Refused(400, "Bad Request: chat not found"),
            Trouble.BotNotAdmin => Replies.Refused(403, "Forbidden: bot is not a member of the channel chat"),
            _ => throw new ArgumentOutOfRangeException(nameof(trouble)),
        });
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync() => await rig.DisposeAsync();

    protected override async Task BeginAsync()
    {
        await rig.InitializeAsync();
        All(TakeAsync);
    }

    private void All(Func<HttpContext, Task> reply)
    {
        foreach (var method in Methods)
            rig.Server.On(method, reply);
    }

    private Task TakeAsync(HttpContext context)
    {
        var call = rig.Server.Calls[^1];
        var album = call.Text("media") is { } media ? JsonNode.Parse(media)!.AsArray() : null;
        var words = Read(call.Text("text") ?? call.Text("caption") ?? (string?)album?[0]!["caption"] ?? "");
        if (words.Length > (call.Method == "sendMessage" ? 4096 : 1024))
            return Replies.Refused(400, call.Method == "sendMessage" ? "Bad Request: message is too long" : "Bad Request: message caption is too long")(context);
        if (call.Method == "sendPhoto" && call.Files["photo"].ContentType is not ("image/jpeg" or "image/png" or "image/webp"))
            return Replies.Refused(400, "Bad Request: IMAGE_PROCESS_FAILED")(context);
        shown.Add(words);
        return Replies.Ok(album is null ? Message() : $"[{string.Join(',', album.Select(_ => Message()))}]")(context);
    }

    private string Message() =>
        string.Create(CultureInfo.InvariantCulture, $$$"""{"message_id":{{{++messages}}},"date":1790000000,"chat":{"id":-1001234567890,"type":"channel","title":"News","username":"cf_news"}}""");

    // parse mode HTML: the connector sends no tags, so what looks like one would be read as one
    private static string Read(string html)
    {
        Assert.DoesNotContain('<', html);
        return WebUtility.HtmlDecode(html);
    }
}
