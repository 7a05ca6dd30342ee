using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms;

/// <summary>Which parts of a long post are out, as the ticket remembers it: the ids of each part's messages, e.g. "11,12;13".</summary>
internal sealed record SentParts(IReadOnlyList<IReadOnlyList<string>> Parts)
{
    private const char BetweenParts = ';';
    private const char BetweenMessages = ',';

    public int Count => Parts.Count;

    public IReadOnlyList<string> Ids => [.. Parts.SelectMany(p => p)];

    public string Handle => string.Join(BetweenParts, Parts.Select(p => string.Join(BetweenMessages, p)));

    public static SentParts Of(string? handle) =>
        new(string.IsNullOrEmpty(handle) ? [] : [.. handle.Split(BetweenParts).Select(p => (IReadOnlyList<string>)p.Split(BetweenMessages))]);

    public SentParts With(IReadOnlyList<string> messages) => new([.. Parts, messages]);

    /// <summary>A part is out and could not be remembered: what follows may not be sent, nor this again.</summary>
    public PublishOutcome Lost() => new(PublishKind.Unknown, Ids[0], PartIds: Ids, Code: "lease_lost", Reason: Problem.Unavailable("Platforms.Part_Lost", Count));

    /// <summary>What became of the next of <paramref name="all"/> parts; the first ones are out already, and the person must know.</summary>
    public PublishOutcome Then(PublishOutcome outcome, int all)
    {
        if (Count == 0)
            return outcome;
        return outcome with { ExternalId = Ids[0], PartIds = Ids, Message = $"{Count}/{all}: {outcome.Message}", Reason = ReasonOf(outcome, all) };
    }

    private Problem ReasonOf(PublishOutcome outcome, int all)
    {
        var isSilent = string.IsNullOrWhiteSpace(outcome.Message);
        var key = outcome.Kind switch
        {
            // what the account needs, and what is said nowhere but here, outweighs how far the post is
            PublishKind.AccountRefused => null,
            PublishKind.Rejected when isSilent => null,
            PublishKind.RateLimited or PublishKind.Waiting => isSilent ? "Follows" : "Waits",
            PublishKind.NotSent when outcome.Reason!.TextKey.StartsWith(ProxyFaults.Prefix, StringComparison.Ordinal) => null,
            PublishKind.NotSent => "NotSent",
            PublishKind.Unknown => "Unclear",
            _ => "Refused",
        };
        var words = isSilent ? outcome.Code : outcome.Message;
        return key is null ? outcome.Reason! : new(outcome.Reason!.Kind, null, $"Platforms.Part_{key}", Count, all, words ?? "");
    }
}
