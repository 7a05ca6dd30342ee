using ContentFactory.Domain.Platforms.Http;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>Calls the Bot API and reads public pages. One call is one request: nothing is repeated here.</summary>
internal sealed class TelegramClient(IHttpClientFactory http, IOptions<TelegramOptions> options, TimeProvider clock)
{
    public const string HttpName = "telegram";

    public Uri WebBase(PlatformAccount account) => account.WebBase ?? options.Value.WebUrl;

    public async Task<TelegramReply> CallAsync(PlatformAccount account, string token, TelegramCall call, CancellationToken ct)
    {
        var time = call.HasFiles ? options.Value.UploadTimeout : options.Value.CallTimeout;
        using var timeout = new CancellationTokenSource(time, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        TrackedContent? body = null;
        try
        {
            body = await call.BodyAsync(stop.Token);
            return await SendAsync(account, token, call, body, stop.Token);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(ct);
        }
        catch (Exception error) when (body is null && call.HasFiles)
        {
            return new(ReplyKind.NotSent, TelegramErrors.FileUnreadable, error.GetType().Name);
        }
        catch (Exception error) when (error is OperationCanceledException or HttpRequestException or IOException)
        {
            return Broken(error, body!.Started);
        }
        finally
        {
            body?.Dispose();
        }
    }

    /// <summary>A public page with its status, or a null page when it could not be read whole.</summary>
    public async Task<(int Status, byte[]? Page, TimeSpan? RetryAfter)> PageAsync(Uri address, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(options.Value.CallTimeout, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            using var client = http.CreateClient(HttpName);
            using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, stop.Token);
            return ((int)response.StatusCode, await ReplyBody.ReadAsync(response, stop.Token), ReplyBody.RetryAfter(response, clock));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(ct);
        }
        catch (Exception error) when (error is OperationCanceledException or HttpRequestException or IOException)
        {
            return (0, null, null);
        }
    }

    private async Task<TelegramReply> SendAsync(PlatformAccount account, string token, TelegramCall call, TrackedContent body, CancellationToken ct)
    {
        var root = (account.ApiBase ?? options.Value.BaseUrl).AbsoluteUri.TrimEnd('/');
        using var client = http.CreateClient(HttpName);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{root}/bot{token}/{call.Method}") { Content = body };
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        return TelegramReply.Read((int)response.StatusCode, ReplyBody.RetryAfter(response, clock), await ReplyBody.ReadAsync(response, ct), token);
    }

    private static TelegramReply Broken(Exception error, bool started) =>
        new(BrokenCall.ProvesUnsent(error) || !started ? ReplyKind.NotSent : ReplyKind.Unclear, BrokenCall.Code(error), error.GetType().Name);
}
