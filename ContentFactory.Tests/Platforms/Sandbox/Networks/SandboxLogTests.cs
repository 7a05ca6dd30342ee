using System.Net;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Tests.Platforms.Contract;
using ContentFactory.Web.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Tests.Platforms.Sandbox.Networks;

/// <summary>Tokens of the sandbox stand in paths: at Telegram and at Discord.</summary>
public sealed class SandboxLogTests(SandboxNetwork network) : IClassFixture<SandboxNetwork>
{
    [Fact]
    public async Task A_broken_answer_of_Discord_logs_no_token()
    {
        var hook = await SandboxPublisher.ConnectAsync(network, "discord");
        await hook.BreakAsync(SandboxFault.ServerError);
        var path = new Uri(hook.Account.Secrets["webhook_url"]).AbsolutePath.Replace("/api/", "/api/v10/", StringComparison.Ordinal);
        var log = await ServeAsync(path);

        Assert.Contains("GET /sandbox/… 502", log, StringComparison.Ordinal);
        Assert.DoesNotContain(path.Split('/')[^1], log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sandbox/discord/api/webhooks/1/abc")]
    [InlineData("/sandbox/telegram/botabc/getMe")]
    [InlineData("/sandbox/youtube/some_account/watch")]
    public async Task Nobody_is_told_an_address_of_the_sandbox(string path)
    {
        var http = new DefaultHttpContext { Request = { Path = path } };
        await new SecurityHeaders(_ => Task.CompletedTask, new HostingEnvironment { EnvironmentName = Environments.Production }).InvokeAsync(http);
        Assert.Equal("no-referrer", http.Response.Headers["Referrer-Policy"].ToString());
    }

    /// <summary>What the application logs of a call that the sandbox answers.</summary>
    private async Task<string> ServeAsync(string path)
    {
        using var log = new CapturedLog();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace));
        var http = new DefaultHttpContext { Request = { Method = "GET", Path = path } };
        await new RequestLog(AnswerAsync, factory.CreateLogger<RequestLog>()).InvokeAsync(http);
        Assert.Equal((int)HttpStatusCode.BadGateway, http.Response.StatusCode);
        return log.Text;
    }

    private async Task AnswerAsync(HttpContext http)
    {
        using var answer = await network.Http.GetAsync(http.Request.Path);
        http.Response.StatusCode = (int)answer.StatusCode;
    }
}
