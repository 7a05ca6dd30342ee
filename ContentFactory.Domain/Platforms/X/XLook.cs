using System.Globalization;
using System.Net;
using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.X;

/// <summary>Looks for a post whose answer was lost among the account's latest ones, by words and time (GET /2/users/{id}/tweets).</summary>
internal sealed class XLook(XApi api, TimeProvider clock)
{
    public const string Source = "user_posts";

    private const string Address = "\u2317";

    public async Task<LookOutcome> LookAsync(PlatformAccount account, LostPost lost, CancellationToken ct)
    {
        var handle = XHandle.Parse(lost.Handle);
        // what is about to be sent is marked before; a call without that mark published nothing
        if (!handle.Publishing)
            return new(LookKind.Absent, Source: Source);
        var reply = await ReadAsync(account, lost.From, "created_at,entities,attachments", ct);
        // what is no JSON of X shows nothing, not an account without posts
        if (!reply.IsSuccess || reply.Json.ValueKind is not JsonValueKind.Object)
            return Failed(reply, account);
        return Compare(account, lost, handle.Sent, reply.Json.Items("data").Select(Read));
    }

    /// <summary>An answer of the account in the post's conversation, with these words and not older than the call.</summary>
    public async Task<CommentLook> FindReplyAsync(PlatformAccount account, LostComment lost, CancellationToken ct)
    {
        var reply = await ReadAsync(account, lost.From, "created_at,entities,attachments,conversation_id", ct);
        if (!reply.IsSuccess || reply.Json.ValueKind is not JsonValueKind.Object)
        {
            var refusal = XErrors.JudgeHarmless(reply, account, clock.GetUtcNow());
            return new(refusal.Kind is PublishKind.RateLimited ? CommentLookKind.RateLimited : CommentLookKind.Failed, Reason: refusal.Reason, RetryAfter: refusal.RetryAfter);
        }
        var parts = lost.Post.PartIds.Append(lost.Post.ExternalId).ToHashSet(StringComparer.Ordinal);
        var answers = reply.Json.Items("data").Where(p => p.Word("conversation_id") == lost.Post.ExternalId).Select(Read).OfType<Shown>();
        var found = answers.FirstOrDefault(p => !parts.Contains(p.Id) && p.At >= lost.From - LatestPosts.Slack && IsSame(lost.Words, p));
        return found is null ? new(CommentLookKind.NotSeen) : new(CommentLookKind.Found, found.Id, api.AddressOf(account, found.Id));
    }

    private Task<PlatformReply> ReadAsync(PlatformAccount account, DateTimeOffset since, string fields, CancellationToken ct)
    {
        var from = since - LatestPosts.Slack;
        return api.GetPostsAsync(account, $"/2/users/{Uri.EscapeDataString(account.AccountId)}/tweets", fields,
            [("max_results", "100"), ("start_time", from.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)), ("exclude", "retweets")], ct);
    }

    private LookOutcome Compare(PlatformAccount account, LostPost lost, SentParts sent, IEnumerable<Shown?> shown)
    {
        var parts = XText.Parts(lost.Post);
        // of a chain only the last post makes it complete
        var wanted = sent.Count == parts.Count - 1 ? parts[^1] : "";
        // a post without words looks like any other picture
        var latest = LatestPosts.Since(lost.From, shown, p => new(p.Id, api.AddressOf(account, p.Id), p.At, p.Text), p => wanted.Length > 0 && !sent.Ids.Contains(p.Id) && IsSame(wanted, p));
        if (latest.Only is not { } found)
            return new(LookKind.Unclear, Seen: latest.Seen, Source: Source);
        List<string> ids = [.. sent.Ids, found.Id];
        return new(LookKind.Found, ids[0], api.AddressOf(account, ids[0]), ids, latest.Seen, Source);
    }

    // X shows addresses in its short form, and the files of a post as one more address at its end
    private static bool IsSame(string wanted, Shown shown)
    {
        var theirs = Normal(shown.Text);
        var ours = Normal(wanted);
        if (theirs != ours && !(shown.HasFiles && theirs == ours + Address))
            return false;
        var addresses = XUrls.In(wanted).Select(m => Plain(m.Value)).ToList();
        return shown.Addresses.Count == 0 || addresses.All(a => shown.Addresses.Contains(a, StringComparer.OrdinalIgnoreCase));
    }

    private static string Normal(string text) => OutgoingWords.Bare(XText.Normal(XUrls.Replace(text, $" {Address} ")));

    private static string Plain(string address) => address[(address.IndexOf("://", StringComparison.Ordinal) is >= 0 and var at ? at + 3 : 0)..].TrimEnd('/');

    private static Shown? Read(JsonElement post)
    {
        if (post.Word("id") is not { Length: > 0 } id)
            return null;
        DateTimeOffset? at = DateTimeOffset.TryParse(post.Word("created_at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read) ? read : null;
        var addresses = post.Items("entities", "urls").Select(u => u.Word("expanded_url")).OfType<string>().Select(Plain).ToList();
        return new(id, at, OutgoingWords.Clean(WebUtility.HtmlDecode(post.Word("text") ?? "")), addresses, post.At("attachments", "media_keys") is not null);
    }

    private LookOutcome Failed(PlatformReply reply, PlatformAccount account)
    {
        var refusal = XErrors.JudgeHarmless(reply, account, clock.GetUtcNow());
        return new(refusal.Kind is PublishKind.RateLimited ? LookKind.RateLimited : LookKind.Failed, Reason: refusal.Reason, RetryAfter: refusal.RetryAfter);
    }

    private sealed record Shown(string Id, DateTimeOffset? At, string Text, IReadOnlyList<string> Addresses, bool HasFiles);
}
