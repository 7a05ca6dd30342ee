using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;

namespace ContentFactory.Domain.Outgoing;

/// <summary>The one way to GET an address that a user gave. Answers with outcomes; only cancellation by the caller throws.</summary>
public sealed class SafeFetch : IDisposable
{
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromDays(1);

    private readonly OutgoingOptions options;
    private readonly TimeProvider clock;
    private readonly AddressRules rules;
    private readonly HttpClient http;

    /// <param name="resolve">Looks up a host's addresses; the system's name service when not given.</param>
    public SafeFetch(OutgoingOptions options, TimeProvider clock, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        (this.options, this.clock) = (options, clock);
        rules = new AddressRules(options);
        http = new HttpClient(SafeHandler.Create(rules, resolve)) { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("ContentFactory/1.0");
    }

    /// <summary>Faults of an address that show before anything is sent, for forms that store one.</summary>
    public Problem? Check(Uri address) => rules.Check(address);

    public async Task<FetchOutcome> GetAsync(FetchRequest request, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(options.TotalTime, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        var address = request.Address;
        for (var hop = 0; hop <= options.MaxRedirects; hop++)
        {
            if (rules.Check(address) is { } fault)
                return FetchOutcome.Without(FetchKind.Refused, address, fault);
            var (outcome, next) = await HopAsync(request, address, ct, both.Token);
            if (outcome is not null)
                return outcome;
            address = next!;
        }
        return FetchOutcome.Without(FetchKind.Failed, address, Problem.Unavailable("Outgoing.TooManyRedirects", options.MaxRedirects));
    }

    public void Dispose() => http.Dispose();

    private async Task<(FetchOutcome? Outcome, Uri? Next)> HopAsync(FetchRequest request, Uri address, CancellationToken caller, CancellationToken ct)
    {
        try
        {
            using var message = Message(request, address);
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, ct);
            if (Redirect(response, address) is { } next)
                return (null, next);
            return (await ReadAsync(response, address, ct), null);
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            return (FetchOutcome.Without(FetchKind.TooSlow, address, Problem.Unavailable("Outgoing.TooSlow", address.Host, options.TotalTime.TotalSeconds)), null);
        }
        // a broken compressed body is InvalidDataException, a body that stops early an IOException
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            return (Failure(e, address), null);
        }
    }

    private static HttpRequestMessage Message(FetchRequest request, Uri address)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, address);
        message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        if (request.ETag is { Length: > 0 and <= 500 } tag && tag.All(c => c is > ' ' and < '\x7f'))
            message.Headers.TryAddWithoutValidation("If-None-Match", tag);
        message.Headers.IfModifiedSince = request.LastModified;
        return message;
    }

    private static Uri? Redirect(HttpResponseMessage response, Uri address) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location
        && Uri.TryCreate(address, location, out var next) ? next : null;

    private async Task<FetchOutcome> ReadAsync(HttpResponseMessage response, Uri address, CancellationToken ct)
    {
        var status = (int)response.StatusCode;
        var lastModified = response.Content.Headers.LastModified;
        var tag = response.Headers.NonValidated.TryGetValues("ETag", out var tags) ? tags.ToString() : null;
        if (status == 304)
            return new FetchOutcome(FetchKind.NotModified, [], null, tag, lastModified, address, status);
        if (!response.IsSuccessStatusCode)
            return Unsuccessful(status, address, RetryAfter(response.Headers.RetryAfter));

        var body = response.Content.Headers.ContentLength > options.MaxBytes ? null : await BodyAsync(response.Content, ct);
        if (body is null)
            return FetchOutcome.Without(FetchKind.TooLarge, address, Problem.Limit("Outgoing.TooLarge", options.MaxBytes / 1024), status);
        var type = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var types) ? types.ToString() : null;
        return new FetchOutcome(FetchKind.Fetched, body, type, tag, lastModified, address, status);
    }

    private async Task<byte[]?> BodyAsync(HttpContent content, CancellationToken ct)
    {
        await using var stream = await content.ReadAsStreamAsync(ct);
        using var body = new MemoryStream();
        var buffer = new byte[32 * 1024];
        while (await stream.ReadAsync(buffer, ct) is var read and > 0)
        {
            if (body.Length + read > options.MaxBytes)
                return null;
            body.Write(buffer, 0, read);
        }
        return body.ToArray();
    }

    private static FetchOutcome Unsuccessful(int status, Uri address, TimeSpan? retryAfter) => status switch
    {
        404 => FetchOutcome.Without(FetchKind.NotFound, address, Problem.Unavailable("Outgoing.NotFound", address.Host), status),
        410 => FetchOutcome.Without(FetchKind.Gone, address, Problem.Unavailable("Outgoing.Gone", address.Host), status),
        429 => FetchOutcome.Without(FetchKind.RateLimited, address, Problem.Unavailable("Outgoing.RateLimited", address.Host), status, retryAfter),
        _ => FetchOutcome.Without(FetchKind.HttpError, address, Problem.Unavailable("Outgoing.HttpError", address.Host, status), status, retryAfter),
    };

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date - clock.GetUtcNow());
        return wait is null ? null : TimeSpan.FromTicks(Math.Clamp(wait.Value.Ticks, 0, LongestRetryAfter.Ticks));
    }

    private static FetchOutcome Failure(Exception e, Uri address) => e.InnerException switch
    {
        AddressRefusedException refused => FetchOutcome.Without(FetchKind.Refused, address, AddressRules.Refusal(refused.Host)),
        AuthenticationException => FetchOutcome.Without(FetchKind.Failed, address, Problem.Unavailable("Outgoing.BadCertificate", address.Host)),
        _ => FetchOutcome.Without(FetchKind.Failed, address, Problem.Unavailable("Outgoing.Unreachable", address.Host)),
    };
}
