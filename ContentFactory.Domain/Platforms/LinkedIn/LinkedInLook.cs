using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.LinkedIn;

/// <summary>
/// Looks for a post whose answer was lost among the author's latest. Pages let us read them (r_organization_social); of members LinkedIn
/// gives the permission to few apps (r_member_social).
/// </summary>
internal sealed class LinkedInLook(LinkedInApi api, TimeProvider clock)
{
    public const string Source = "posts_of_author";

    public async Task<LookOutcome> LookAsync(PlatformAccount account, LostPost lost, CancellationToken ct)
    {
        // it is remembered before the one call that publishes
        if (!LinkedInHandle.Parse(lost.Handle).Publishing)
            return new(LookKind.Absent, Source: "handle");
        var reply = await api.GetAsync(account, $"/rest/posts?author={LinkedInApi.Encoded(account.AccountId)}&q=author&count=50&sortBy=CREATED", ct, finder: true);
        if (reply is { State: ReplyState.Answered, Status: 403 or 404 })
            return new(LookKind.NotReadable, Source: Source, Reason: LinkedInErrors.Fault(null, LinkedInUrn.IsPage(account.AccountId) ? "PagePostsHidden" : "MemberPostsHidden"));
        if (!reply.IsSuccess)
            return Failed(reply, account);
        return Compare(account, lost, reply.Json);
    }

    private LookOutcome Compare(PlatformAccount account, LostPost lost, JsonElement list)
    {
        var words = OutgoingWords.Bare(LinkedInText.WordsOf(lost.Post));
        var form = LinkedInRules.FormOf(lost.Post);
        // a post without words looks like any other picture
        var latest = LatestPosts.Since(lost.From, list.Items("elements").Select(Read), p => new(p.Urn, api.AddressOf(account, p.Urn), p.At, p.Words),
            p => words.Length > 0 && OutgoingWords.Bare(p.Words) == words && (p.HasContent is null || p.HasContent == (form is not LinkedInForm.Text)));
        return latest.Only is { } found
            ? new(LookKind.Found, found.Urn, api.AddressOf(account, found.Urn), [found.Urn], latest.Seen, Source)
            : new(LookKind.Unclear, Seen: latest.Seen, Source: Source);
    }

    private static Shown? Read(JsonElement post)
    {
        if (LinkedInUrn.Read(post.Word("id")) is not { } urn)
            return null;
        var time = post.Whole("publishedAt") ?? post.Whole("createdAt");
        DateTimeOffset? at = time is > 0 and < 32_503_680_000_000 ? DateTimeOffset.FromUnixTimeMilliseconds(time.Value) : null;
        // of a text LinkedIn may make a card by itself
        bool? content = post.Property("content") is { ValueKind: JsonValueKind.Object } inside ? inside.Property("article") is null ? true : null : null;
        return new(urn, at, LinkedInText.Plain(post.Word("commentary") ?? ""), content);
    }

    private LookOutcome Failed(PlatformReply reply, PlatformAccount account)
    {
        var refusal = LinkedInErrors.JudgeHarmless(reply, account, clock.GetUtcNow());
        return new(refusal.Kind is PublishKind.RateLimited ? LookKind.RateLimited : LookKind.Failed, Reason: refusal.Reason, RetryAfter: refusal.RetryAfter);
    }

    /// <param name="HasContent">It shows files; null where that can't be told.</param>
    private sealed record Shown(string Urn, DateTimeOffset? At, string Words, bool? HasContent);
}
