using System.Diagnostics;
using ContentFactory.Domain.Platforms;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ContentFactory.Tests.Platforms.Telegram;

public sealed class TelegramSecretTests : TelegramRig
{
    [Theory]
    [InlineData($"Bad Request: /bot{Token}/sendMessage")]
    [InlineData("Bad Request: 123456789%3AAAFAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKEFAK")]
    [InlineData("Bad Request: 987654321:AAFakeFakeFakeFakeFakeSomebodyElse")]
    public async Task Removes_a_token_that_telegram_echoes(string description)
    {
        Server.On("sendMessage", Replies.Refused(400, description));

        AssertNoToken(await PublishAsync());
    }

    [Fact]
    public async Task Keeps_the_token_out_of_every_failure_and_exception()
    {
        Server.On("sendMessage", Replies.Reset);
        AssertNoToken(await PublishAsync());
        AssertNoToken(await Platform.PublishAsync(AccountAt(new("http://127.0.0.1:1")), new("x", []), CancellationToken.None));
        AssertNoToken(await Platform.PublishAsync(AccountAt(new("https://no-such-host.invalid")), new("x", []), CancellationToken.None));
        var accepted = new TaskCompletionSource();
        Server.On("sendMessage", Replies.Never(accepted));
        using var cancel = new CancellationTokenSource();
        var publishing = Platform.PublishAsync(Account, new("x", []), cancel.Token);
        await accepted.Task;
        await cancel.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => publishing);

        Assert.DoesNotContain("AAFakeFake", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("AAFakeFake", Account.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Makes_no_trace_and_no_log_line_of_a_call()
    {
        var seen = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => seen.Enqueue(string.Join(' ', activity.TagObjects)),
        };
        ActivitySource.AddActivityListener(listener);

        await PublishAsync();

        Assert.DoesNotContain(seen, tags => tags.Contains("AAFakeFake", StringComparison.Ordinal));
        Assert.DoesNotContain("/bot", Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no-token")]
    [InlineData("123:abc/../../getMe?x=")]
    [InlineData("123456789:AAFakeFakeFake\r\nHost: evil")]
    public async Task Calls_nobody_with_something_that_is_no_token(string token)
    {
        var outcome = await Platform.PublishAsync(AccountAt(Server.Address, token: token), new("x", []), CancellationToken.None);

        Assert.Equal(PublishKind.AccountRefused, outcome.Kind);
        AssertReadable(outcome.Reason, "TokenMalformed");
        Assert.Empty(Server.Calls);
    }

    [Fact]
    public async Task Follows_no_redirect_with_the_token()
    {
        Server.On("sendMessage", context =>
        {
            context.Response.Redirect($"/bot{Token}/getMe", permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });

        Assert.Equal(PublishKind.Unknown, (await PublishAsync()).Kind);
        Assert.Single(Server.Calls);
    }

    [Fact]
    public async Task Keeps_no_cookie_between_accounts()
    {
        var cookies = new List<string>();
        Server.On("sendMessage", context =>
        {
            cookies.Add(context.Request.Headers.Cookie.ToString());
            context.Response.Cookies.Append("session", "one");
            return Replies.Ok(SentMessage)(context);
        });

        await PublishAsync();
        await PublishAsync();

        Assert.Equal(["", ""], cookies);
    }
}
