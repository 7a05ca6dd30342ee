using System.Net;
using System.Net.Sockets;
using System.Text;
using ContentFactory.Domain.Platforms;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ContentFactory.Tests.Platforms.Telegram;

/// <summary>Pins and removals whose answer is lost, broken or no answer of Telegram's: the post is out and sent once, and nothing counts as refused or removed.</summary>
public sealed class TelegramBrokenTests : TelegramRig
{
    private static readonly OutgoingPost Pinned = new("Hello", []) { Options = new Dictionary<string, string> { ["pin"] = "true" } };

    private static readonly Dictionary<string, Func<HttpContext, Task>> Broken = new(StringComparer.Ordinal)
    {
        ["reset"] = Replies.Reset,
        ["nothing"] = Replies.Raw(200, ""),
        ["cut"] = Replies.Raw(200, """{"ok":true,"res"""),
        ["page"] = Replies.Raw(200, "<!DOCTYPE html><html><h1>One moment please</h1></html>", "text/html"),
        ["page of 502"] = Replies.Raw(502, "<html><h1>502 Bad Gateway</h1></html>", "text/html"),
        ["page of 403"] = Replies.Raw(403, "<html><h1>Blocked by your provider</h1></html>", "text/html"),
        ["redirect"] = Replies.Raw(302, ""),
        ["array"] = Replies.Raw(200, "[true]"),
        ["no result"] = Replies.Raw(200, """{"ok":true}"""),
        ["false"] = Replies.Ok("false"),
        ["text"] = Replies.Ok("\"true\""),
        ["message"] = Replies.Ok(SentMessage),
        ["ok of 500"] = Replies.Raw(500, """{"ok":true,"result":true}"""),
        ["too large"] = Replies.Ok($"\"{new string('x', 1024 * 1024)}\""),
    };

    public static TheoryData<string> EveryBreak() => [.. Broken.Keys];

    [Theory]
    [MemberData(nameof(EveryBreak))]
    public async Task A_pin_with_a_broken_answer_leaves_the_post_published(string way)
    {
        Server.On("pinChatMessage", Broken[way]);

        AssertOut(await PublishAsync(Pinned), "PinUnclear");
        Assert.Equal(["sendMessage", "pinChatMessage"], Server.Calls.Select(c => c.Method));
    }

    [Theory]
    [MemberData(nameof(EveryBreak))]
    public async Task A_removal_with_a_broken_answer_is_unclear_and_is_asked_for_again(string way)
    {
        var chat = new FakeTelegramChat(Server);
        var post = new PublishedPost($"{chat.Foreign()}", [$"{chat.Messages[0]}", $"{chat.Foreign()}", $"{chat.Foreign()}"]);
        var asked = 0;
        Server.On("deleteMessage", context => ++asked == 2 ? Broken[way](context) : chat.Delete(context));

        var outcome = await Platform.DeleteAsync(Account, post, CancellationToken.None);

        Assert.Equal((DeleteKind.Unknown, 2), (outcome.Kind, asked));
        AssertReadable(outcome.Reason, "Unavailable");
        Assert.Equal(DeleteKind.Deleted, (await Platform.DeleteAsync(Account, post, CancellationToken.None)).Kind);
        Assert.Empty(chat.Messages);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Silence_is_unclear_whether_it_was_done_or_not(bool done)
    {
        var chat = new FakeTelegramChat(Server);
        var post = new PublishedPost($"{chat.Foreign()}", [$"{chat.Messages[0]}", $"{chat.Foreign()}"]);
        var arrived = new TaskCompletionSource();
        Server.On("deleteMessage", context =>
        {
            if (done)
                chat.Lose(chat.Messages[^1]);
            return Replies.Never(arrived)(context);
        });

        var deleting = Platform.DeleteAsync(Account, post, CancellationToken.None);
        await arrived.Task;
        Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(DeleteKind.Unknown, (await deleting).Kind);
        Assert.Single(Server.Calls);
        Server.On("deleteMessage", chat.Delete);
        Assert.Equal(DeleteKind.Deleted, (await Platform.DeleteAsync(Account, post, CancellationToken.None)).Kind);
        Assert.Empty(chat.Messages);
    }

    [Fact]
    public async Task A_removal_that_never_left_is_not_refused()
    {
        foreach (var address in new[] { "http://no-such-host.invalid", "https://no-such-host.invalid", $"http://127.0.0.1:{ClosedPort()}", $"https://127.0.0.1:{Server.Address.Port}" })
        {
            var outcome = await Platform.DeleteAsync(AccountAt(new(address)), new("42", ["42", "43"]), CancellationToken.None);

            Assert.True(outcome.Kind is DeleteKind.Unknown, $"{address}: {outcome.Kind}");
            AssertReadable(outcome.Reason, "Unavailable");
        }
        Assert.Empty(Server.Calls);
    }

    [Fact]
    public async Task A_server_that_goes_between_message_and_pin_leaves_the_post_published()
    {
        using var once = new TcpListener(IPAddress.Loopback, 0);
        once.Start();

        var publishing = Platform.PublishAsync(AccountAt(new($"http://{once.LocalEndpoint}")), Pinned, CancellationToken.None);
        await AnswerOnceAsync(once, $$"""{"ok":true,"result":{{SentMessage}}}""");

        AssertOut(await publishing, "PinNotSent");
    }

    private static void AssertOut(PublishOutcome outcome, string why)
    {
        Assert.Equal((PublishKind.Published, "42", null), (outcome.Kind, outcome.ExternalId, outcome.RetryAfter));
        Assert.Equal(["42"], outcome.PartIds!);
        AssertReadable(outcome.Reason, why);
        AssertNoToken(outcome);
    }

    private static int ClosedPort()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        return ((IPEndPoint)closed.LocalEndpoint).Port;
    }

    /// <summary>Takes one request whose body is JSON and is gone before it answers.</summary>
    private static async Task AnswerOnceAsync(TcpListener listener, string json)
    {
        using var client = await listener.AcceptTcpClientAsync();
        listener.Stop();
        var (stream, part, request) = (client.GetStream(), new byte[4096], "");
        while (!request.EndsWith('}'))
            request += Encoding.UTF8.GetString(part, 0, await stream.ReadAsync(part));
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\nConnection: close\r\n\r\n{json}"));
    }
}
