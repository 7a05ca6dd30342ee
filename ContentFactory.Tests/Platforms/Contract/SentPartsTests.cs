using ContentFactory.Domain;
using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.Contract;

/// <summary>What a person reads of a long post that stopped with two of its messages out.</summary>
public sealed class SentPartsTests
{
    private static readonly SentParts Sent = SentParts.Of("11,12;13");

    [Theory]
    [InlineData(PublishKind.RateLimited, "Slow down", "Part_Waits"), InlineData(PublishKind.RateLimited, "", "Part_Follows"), InlineData(PublishKind.RateLimited, null, "Part_Follows")]
    [InlineData(PublishKind.Waiting, null, "Part_Follows"), InlineData(PublishKind.NotSent, "No route", "Part_NotSent"), InlineData(PublishKind.NotSent, null, "Part_NotSent")]
    [InlineData(PublishKind.Unknown, "Timeout", "Part_Unclear"), InlineData(PublishKind.Rejected, "Bad words", "Part_Refused")]
    [InlineData(PublishKind.Rejected, null, "Own"), InlineData(PublishKind.AccountRefused, "Bad token", "Own"), InlineData(PublishKind.AccountRefused, null, "Own")]
    public void Says_what_is_out_and_what_follows(PublishKind kind, string? words, string key)
    {
        var outcome = Sent.Then(new(kind, Code: "403", Message: words, Reason: Problem.Unavailable("Platforms.Own", words ?? "")), 4);

        Assert.Equal(($"Platforms.{key}", kind, "11"), (outcome.Reason!.TextKey, outcome.Kind, outcome.ExternalId));
        Assert.Equal(["11", "12", "13"], outcome.PartIds!);
        if (key == "Own")
            return;
        ConnectorRig.AssertReadable(outcome.Reason);
        Assert.Equal([2, 4, string.IsNullOrEmpty(words) ? "403" : words], outcome.Reason.Args);
    }
}
