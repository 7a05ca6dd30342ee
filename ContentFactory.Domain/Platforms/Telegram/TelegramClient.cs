using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>Calls the Bot API and reads public pages. One call is one request: nothing is repeated here.</summary>
internal sealed class TelegramClient(IHttpClientFactory http, IOptions<TelegramOptions> options, TimeProvider clock)
{
    public const string HttpName = "telegram";

    private const int ReplyLimit = 1024 * 1024;

    public Uri WebBase(PlatformAccount account) => account.WebBase ?? options.Value.WebUrl;

    public async Task<TelegramReply> CallAsync(PlatformAccount account, string token, TelegramCall call, CancellationToken ct)
    {
        var time = call.HasFiles ? options.Value.UploadTimeout : options.Value.CallTimeout;
        using var timeout = new CancellationTokenSource(time, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        TelegramBody? body = null;
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
            return ((int)response.StatusCode, await ReadAsync(response, stop.Token), RetryAfter(response));
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

    private async Task<TelegramReply> SendAsync(PlatformAccount account, string token, TelegramCall call, TelegramBody body, CancellationToken ct)
    {
        var root = (account.ApiBase ?? options.Value.BaseUrl).AbsoluteUri.TrimEnd('/');
        using var client = http.CreateClient(HttpName);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{root}/bot{token}/{call.Method}") { Content = body };
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        return TelegramReply.Read((int)response.StatusCode, RetryAfter(response), await ReadAsync(response, ct), token);
    }

    private static async Task<byte[]?> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        var bytes = new MemoryStream();
        var part = new byte[16 * 1024];
        while (await stream.ReadAsync(part, ct) is var count and > 0)
        {
            if (bytes.Length + count > ReplyLimit)
                return null;
            bytes.Write(part, 0, count);
        }
        return bytes.ToArray();
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } when delta > TimeSpan.Zero => delta,
        { Date: { } date } when date > clock.GetUtcNow() => date - clock.GetUtcNow(),
        _ => null,
    };

    private static TelegramReply Broken(Exception error, bool started)
    {
        var code = error switch
        {
            HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } request => request.HttpRequestError.ToString(),
            OperationCanceledException => "Timeout",
            _ => "ConnectionLost",
        };
        return new(ProvesUnsent(error) || !started ? ReplyKind.NotSent : ReplyKind.Unclear, code, error.GetType().Name);
    }

    private static bool ProvesUnsent(Exception error) => error is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError,
    };
}
