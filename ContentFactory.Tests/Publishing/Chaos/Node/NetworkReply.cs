using System.Globalization;
using System.Net;
using System.Text.Json;
using ContentFactory.Domain;
using ContentFactory.Domain.Platforms;

namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>What came back of one request: a status with JSON, a status without, or the way it broke.</summary>
internal sealed record NetworkReply(int Status, JsonElement? Body, TimeSpan? RetryAfter = null, HttpRequestException? Broken = null)
{
    /// <summary>Only a connection that never stood proves that nothing was sent.</summary>
    private bool ProvedUnsent => Broken?.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError;

    private string Code => Broken is null ? Status.ToString(CultureInfo.InvariantCulture) : Broken.HttpRequestError.ToString();

    public bool Is(HttpStatusCode status) => Broken is null && Status == (int)status;

    public string? Text(string name) => Body is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>As the answer to a call that publishes.</summary>
    public PublishOutcome ToOutcome() => this switch
    {
        { ProvedUnsent: true } => new(PublishKind.NotSent, Code: Code, Reason: Problem.Unavailable("Publishing.NotReached")),
        { Broken: not null } => Unknown(),
        { Status: 200 } when Text("id") is { Length: > 0 } id => new(PublishKind.Published, id, Text("url")),
        { Status: 429 } => new(PublishKind.RateLimited, Code: Code, RetryAfter: RetryAfter, Reason: Problem.Limit("Publishing.AnswerLost")),
        { Status: 401 or 403 } => new(PublishKind.AccountRefused, Code: Code, Message: Text("error"), Reason: Problem.Unavailable("Publishing.AccountRefused")),
        { Status: >= 400 and < 500 and not 408 } => new(PublishKind.Rejected, Code: Code, Message: Text("error"), Reason: Problem.Unavailable("Publishing.AccountRefused")),
        _ => Unknown(),
    };

    /// <summary>As the answer to a step before the one that publishes: whatever went wrong, nothing is published.</summary>
    public PublishOutcome ToOutcomeOfStep() =>
        ToOutcome() is { Kind: PublishKind.Unknown } lost ? lost with { Kind = PublishKind.NotSent, Reason = Problem.Unavailable("Publishing.NotReached") } : ToOutcome();

    private PublishOutcome Unknown() => new(PublishKind.Unknown, Code: Code, Reason: Problem.Unavailable("Publishing.AnswerLost"));
}
