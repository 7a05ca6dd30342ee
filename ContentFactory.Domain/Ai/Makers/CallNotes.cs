using System.Net.Http.Headers;

namespace ContentFactory.Domain.Ai.Makers;

/// <summary>What was seen of one call below the makers' SDKs, whose exceptions say it in different words or not at all.</summary>
internal sealed class CallNotes
{
    private static readonly AsyncLocal<CallNotes?> Current = new();

    /// <summary>Null while no answer has begun.</summary>
    public int? Status { get; private set; }

    public TimeSpan? RetryAfter { get; private set; }

    /// <summary>No connection came about, so nothing can have been charged.</summary>
    public bool WasNotReached { get; private set; }

    /// <summary>For the calls that this flow makes from here on.</summary>
    public static CallNotes Begin() => Current.Value = new CallNotes();

    /// <summary>The same again, where the flow has lost it: an iterator takes up its reader's flow at each step.</summary>
    public void Resume() => Current.Value = this;

    internal static CallNotes? Here => Current.Value;

    internal void Answered(int status, RetryConditionHeaderValue? retry, DateTimeOffset now) =>
        (Status, RetryAfter) = (status, retry?.Delta ?? (retry?.Date is { } date && date > now ? date - now : null));

    internal void NotReached() => WasNotReached = true;
}

/// <summary>Writes the notes.</summary>
internal sealed class CallNoteHandler(HttpMessageHandler inner, TimeProvider clock) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            CallNotes.Here?.Answered((int)response.StatusCode, response.Headers.RetryAfter, clock.GetUtcNow());
            return response;
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            CallNotes.Here?.NotReached();
            throw;
        }
    }
}
