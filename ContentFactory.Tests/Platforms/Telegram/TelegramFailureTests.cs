using System.Net;
using System.Net.Sockets;
using ContentFactory.Domain.Platforms;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ContentFactory.Tests.Platforms.Telegram;

public sealed class TelegramFailureTests : TelegramRig
{
    [Theory]
    [InlineData(400, "Bad Request: message is too long", PublishKind.Rejected, "TextRefused")]
    [InlineData(400, "Bad Request: message caption is too long", PublishKind.Rejected, "CaptionRefused")]
    [InlineData(400, "Bad Request: can't parse entities: Unsupported start tag", PublishKind.Rejected, "MarkupRefused")]
    [InlineData(400, "Bad Request: wrong file identifier/HTTP URL specified", PublishKind.Rejected, "FileRefused")]
    [InlineData(400, "Bad Request: PHOTO_INVALID_DIMENSIONS", PublishKind.Rejected, "PhotoRefused")]
    [InlineData(400, "Bad Request: something never seen", PublishKind.Rejected, "Refused")]
    [InlineData(400, "Bad Request: chat not found", PublishKind.AccountRefused, "ChatNotFound")]
    [InlineData(400, "Bad Request: need administrator rights in the channel chat", PublishKind.AccountRefused, "BotMayNotPost")]
    [InlineData(401, "Unauthorized", PublishKind.AccountRefused, "TokenRefused")]
    [InlineData(403, "Forbidden: bot is not a member of the channel chat", PublishKind.AccountRefused, "BotMayNotPost")]
    [InlineData(404, "Not Found", PublishKind.AccountRefused, "TokenRefused")]
    [InlineData(413, "Request Entity Too Large", PublishKind.Rejected, "UploadTooLarge")]
    public async Task Unconfirmed_descriptions_turn_refusals_into_plain_words(int code, string description, PublishKind kind, string key)
    {
        Server.On("sendMessage", Replies.Refused(code, description));

        var outcome = await PublishAsync();

        Assert.Equal((kind, code.ToString(null, null), description), (outcome.Kind, outcome.Code, outcome.Message));
        AssertReadable(outcome.Reason, key);
        Assert.Single(Server.Calls);
    }

    [Fact]
    public async Task Names_the_new_chat_when_a_group_moved()
    {
        Server.On("sendMessage", Replies.Refused(400, "Bad Request: group chat was upgraded to a supergroup chat", """{"migrate_to_chat_id":-1009}"""));

        var outcome = await PublishAsync();

        Assert.Equal(PublishKind.AccountRefused, outcome.Kind);
        AssertReadable(outcome.Reason, "ChatMoved");
        Assert.Equal("-1009", outcome.Reason!.Args[0]);
    }

    [Theory]
    [InlineData("Too Many Requests: retry after 14", """{"retry_after":14}""", 14)]
    [InlineData("Too Many Requests: retry after 21", null, 21)]
    [InlineData("Too Many Requests", null, 60)]
    [InlineData("Too Many Requests", """{"retry_after":"soon"}""", 60)]
    [InlineData("Too Many Requests", """{"retry_after":999999999999}""", 86_400)]
    public async Task Waits_as_long_as_telegram_asks(string description, string? parameters, int seconds)
    {
        Server.On("sendMessage", Replies.Refused(429, description, parameters));

        var outcome = await PublishAsync();

        Assert.Equal((PublishKind.RateLimited, TimeSpan.FromSeconds(seconds)), (outcome.Kind, outcome.RetryAfter));
        AssertReadable(outcome.Reason, "RateLimited");
    }

    [Theory]
    [InlineData(413, PublishKind.Rejected)]
    [InlineData(429, PublishKind.RateLimited)]
    [InlineData(400, PublishKind.Unknown)]
    [InlineData(404, PublishKind.Unknown)]
    [InlineData(302, PublishKind.Unknown)]
    [InlineData(502, PublishKind.Unknown)]
    public async Task Judges_a_gateway_page_only_by_size_and_rate(int status, PublishKind kind)
    {
        Server.On("sendMessage", Replies.Raw(status, "<html><h1>nginx</h1></html>", "text/html"));

        Assert.Equal(kind, (await PublishAsync()).Kind);
        Assert.Single(Server.Calls);
    }

    [Theory]
    [InlineData(500, """{"ok":false,"error_code":500,"description":"Internal Server Error"}""")]
    [InlineData(500, """{"ok":true,"result":{"message_id":1}}""")]
    [InlineData(200, """{"ok":true,"result":{"message_id":""")]
    [InlineData(200, """{"ok":true}""")]
    [InlineData(200, """{"ok":true,"result":true}""")]
    [InlineData(200, """{"ok":true,"result":{"message_id":"42"}}""")]
    [InlineData(200, """{"ok":true,"result":[]}""")]
    [InlineData(200, """{"ok":"yes"}""")]
    [InlineData(200, "[1]")]
    [InlineData(200, "null")]
    [InlineData(200, "hello")]
    [InlineData(200, "")]
    public async Task Calls_every_unclear_reply_unknown(int status, string body)
    {
        Server.On("sendMessage", Replies.Raw(status, body));

        var outcome = await PublishAsync();

        Assert.Equal(PublishKind.Unknown, outcome.Kind);
        AssertReadable(outcome.Reason, "Unclear");
        Assert.Single(Server.Calls);
    }

    [Fact]
    public async Task Stops_reading_a_reply_past_one_megabyte()
    {
        Server.On("sendMessage", Replies.Raw(200, $$"""{"ok":true,"result":{{SentMessage}},"x":"{{new string('x', 1024 * 1024)}}"}"""));

        Assert.Equal(PublishKind.Unknown, (await PublishAsync()).Kind);
    }

    [Fact]
    public async Task Reads_a_reply_that_comes_in_pieces()
    {
        var release = new TaskCompletionSource();
        Server.On("sendMessage", async context =>
        {
            await context.Response.WriteAsync("""{"ok":true,"res""");
            await context.Response.Body.FlushAsync();
            await release.Task;
            await context.Response.WriteAsync($$"""ult":{{SentMessage}}}""");
        });

        var publishing = PublishAsync();
        release.SetResult();

        Assert.Equal(PublishKind.Published, (await publishing).Kind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Calls_a_timeout_after_sending_unknown(bool begins)
    {
        var silent = Replies.Never();
        Server.On("sendMessage", async context =>
        {
            if (begins)
                await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            await silent(context);
        });

        var outcome = await Build(("CallTimeout", "00:00:00.5")).PublishAsync(Account, new("x", []), CancellationToken.None);

        Assert.Equal((PublishKind.Unknown, "Timeout"), (outcome.Kind, outcome.Code));
        Assert.Single(Server.Calls);
    }

    [Fact]
    public async Task Calls_a_reset_after_accepting_unknown()
    {
        Server.On("sendMessage", Replies.Reset);

        var outcome = await PublishAsync();

        Assert.Equal(PublishKind.Unknown, outcome.Kind);
        AssertReadable(outcome.Reason, "Unclear");
        Assert.Single(Server.Calls);
    }

    [Fact]
    public async Task Repeats_nothing_when_a_reused_connection_is_reset()
    {
        await PublishAsync();
        Server.On("sendMessage", Replies.Reset);

        Assert.Equal(PublishKind.Unknown, (await PublishAsync()).Kind);
        Assert.Equal(2, Server.Calls.Count);
    }

    [Fact]
    public async Task Proves_a_refused_connection_unsent()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        var outcome = await Platform.PublishAsync(AccountAt(new($"http://127.0.0.1:{port}")), new("x", []), CancellationToken.None);

        Assert.Equal((PublishKind.NotSent, "ConnectionError"), (outcome.Kind, outcome.Code));
        AssertReadable(outcome.Reason, "NotSent");
    }

    [Fact]
    public async Task Proves_an_unknown_host_unsent()
    {
        var outcome = await Platform.PublishAsync(AccountAt(new("http://no-such-host.invalid")), new("x", []), CancellationToken.None);

        Assert.Equal((PublishKind.NotSent, "NameResolutionError"), (outcome.Kind, outcome.Code));
    }

    [Fact]
    public async Task Proves_a_failed_tls_handshake_unsent()
    {
        var outcome = await Platform.PublishAsync(AccountAt(new($"https://127.0.0.1:{Server.Address.Port}")), new("x", []), CancellationToken.None);

        Assert.Equal(PublishKind.NotSent, outcome.Kind);
        Assert.Empty(Server.Calls);
    }

    [Fact]
    public async Task Proves_a_timeout_before_the_first_byte_unsent()
    {
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        var address = new Uri($"https://127.0.0.1:{((IPEndPoint)mute.LocalEndpoint).Port}");

        var outcome = await Build(("CallTimeout", "00:00:00.3")).PublishAsync(AccountAt(address), new("x", []), CancellationToken.None);

        Assert.Equal((PublishKind.NotSent, "Timeout"), (outcome.Kind, outcome.Code));
    }

    [Fact]
    public async Task Proves_a_post_with_an_unreadable_file_unsent()
    {
        var closed = false;
        var first = File(MediaKind.Image) with { Open = _ => Task.FromResult<Stream>(new ClosingStream(() => closed = true)) };
        var second = File(MediaKind.Image) with { Open = _ => throw new FileNotFoundException("/secret/path") };

        var outcome = await PublishAsync(new("x", [first, second]));

        Assert.Equal(PublishKind.NotSent, outcome.Kind);
        AssertReadable(outcome.Reason, "FileUnreadable");
        Assert.DoesNotContain("secret", outcome.ToString(), StringComparison.Ordinal);
        Assert.True(closed);
        Assert.Empty(Server.Calls);
    }

    [Fact]
    public async Task Throws_when_the_caller_cancels_during_the_call()
    {
        var accepted = new TaskCompletionSource();
        Server.On("sendMessage", Replies.Never(accepted));
        using var cancel = new CancellationTokenSource();

        var publishing = Platform.PublishAsync(Account, new("x", []), cancel.Token);
        await accepted.Task;
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => publishing);
    }

    private sealed class ClosingStream(Action closed) : MemoryStream
    {
        protected override void Dispose(bool disposing)
        {
            closed();
            base.Dispose(disposing);
        }
    }
}
