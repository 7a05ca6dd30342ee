using ContentFactory.Domain.Platforms.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>Calls the Bot API and reads public pages. One call is one request: nothing is repeated here.</summary>
internal sealed class TelegramClient([FromKeyedServices(TelegramClient.Name)] PlatformHttp http, TimeProvider clock)
{
    public const string Name = "Telegram";

    private const string RealHost = "https://api.telegram.org";

    private static readonly Uri Web = new("https://t.me");

    public TimeSpan CallTimeout => http.Options.CallTimeout;

    public Uri WebBase(PlatformAccount account) => account.WebBase ?? http.Options.WebUrl ?? Web;

    public async Task<TelegramReply> CallAsync(PlatformAccount account, string token, TelegramCall call, CancellationToken ct)
    {
        var (body, fault) = await OpenAsync(call, ct);
        if (body is null)
            return new(ReplyKind.NotSent, TelegramErrors.FileUnreadable, fault);
        var request = new HttpRequestMessage(HttpMethod.Post, $"{http.Host(account.ApiBase, RealHost)}/bot{token}/{call.Method}") { Content = body };
        return TelegramReply.Read(await http.SendAsync(request, account.Proxy, ct, upload: call.HasFiles), token);
    }

    /// <summary>A public page of the place where people see the account's posts.</summary>
    /// <param name="path">With a slash at its beginning.</param>
    public Task<PlatformReply> PageAsync(PlatformAccount account, string path, CancellationToken ct) =>
        http.SendAsync(new(HttpMethod.Get, WebBase(account).AbsoluteUri.TrimEnd('/') + path), account.Proxy, ct);

    /// <summary>No body where a file could not be opened in time, and a word for the log then.</summary>
    private async Task<(HttpContent? Body, string? Fault)> OpenAsync(TelegramCall call, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(http.Options.CallTimeout, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            return (await call.BodyAsync(stop.Token), null);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(ct);
        }
        // stores fail in their own ways: gone, moved, not reachable
        catch (Exception error) when (call.HasFiles)
        {
            return (null, error.GetType().Name);
        }
    }
}
