using System.Net;
using System.Net.Sockets;
using ContentFactory.Domain.Platforms;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ContentFactory.Tests.Platforms.Telegram;

public sealed class TelegramLostReplyTests : TelegramRig
{
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
        var accepted = new TaskCompletionSource();
        Server.On("sendMessage", async context =>
        {
            if (begins)
                await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            await Replies.Never(accepted)(context);
        });

        var publishing = PublishAsync();
        await accepted.Task;
        Time.Advance(TimeSpan.FromSeconds(29.9));
        Assert.False(publishing.IsCompleted);
        Time.Advance(TimeSpan.FromSeconds(0.1));
        var outcome = await publishing;

        Assert.Equal((PublishKind.Unknown, "Timeout"), (outcome.Kind, outcome.Code));
        Assert.Single(Server.Calls);
    }

    [Fact]
    public async Task Gives_uploads_their_own_longer_time()
    {
        var accepted = new TaskCompletionSource();
        Server.On("sendVideo", Replies.Never(accepted));

        var publishing = PublishAsync(new("", [File(MediaKind.Video)]));
        await accepted.Task;
        Time.Advance(TimeSpan.FromSeconds(119.9));
        Assert.False(publishing.IsCompleted);
        Time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(PublishKind.Unknown, (await publishing).Kind);
    }

    [Fact]
    public async Task Takes_another_time_for_uploads_from_the_settings()
    {
        var accepted = new TaskCompletionSource();
        Server.On("sendVideo", Replies.Never(accepted));

        var publishing = Build(("UploadTimeout", "00:00:40")).PublishAsync(Account, new("", [File(MediaKind.Video)]), CancellationToken.None);
        await accepted.Task;
        Time.Advance(TimeSpan.FromSeconds(40));

        Assert.Equal((PublishKind.Unknown, "Timeout"), ((await publishing).Kind, (await publishing).Code));
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

        var publishing = Platform.PublishAsync(AccountAt(address), new("x", []), CancellationToken.None);
        using var accepted = await mute.AcceptTcpClientAsync();
        Time.Advance(TimeSpan.FromSeconds(30));
        var outcome = await publishing;

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
    public async Task Proves_a_post_with_a_file_that_never_opens_unsent()
    {
        var asked = new TaskCompletionSource();
        var file = File(MediaKind.Video) with
        {
            Open = async ct =>
            {
                asked.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, Time, ct);
                return new MemoryStream();
            },
        };

        var publishing = PublishAsync(new("x", [file]));
        await asked.Task;
        Time.Advance(TimeSpan.FromSeconds(30));
        var outcome = await publishing;

        Assert.Equal(PublishKind.NotSent, outcome.Kind);
        AssertReadable(outcome.Reason, "FileUnreadable");
        Assert.Empty(Server.Calls);
    }

    [Fact]
    public async Task Calls_a_file_that_breaks_while_it_is_sent_unknown()
    {
        var file = File(MediaKind.Video, size: 1_000_000) with { Open = _ => Task.FromResult<Stream>(new BreakingStream()) };

        var outcome = await PublishAsync(new("x", [file]));

        Assert.Equal(PublishKind.Unknown, outcome.Kind);
        AssertReadable(outcome.Reason, "Unclear");
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

    private sealed class BreakingStream() : MemoryStream(new byte[1_000_000])
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("the store is gone");
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
