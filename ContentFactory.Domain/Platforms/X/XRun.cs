using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.X.Upload;

namespace ContentFactory.Domain.Platforms.X;

/// <summary>One call for one post: its files first, then the post, then what is longer as answers to it. What is out is remembered before the next goes.</summary>
internal sealed class XRun(PlatformAccount account, OutgoingPost post, XUploads uploads, XPosts posts, TimeProvider clock)
{
    // one more call of half a minute may follow, and a call of the connector may last three minutes
    private static readonly TimeSpan LatestStep = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly PublishTicket ticket = post.Ticket ?? new(Guid.Empty, null, _ => Task.FromResult(true));
    private readonly IReadOnlyList<string> parts = XText.Parts(post);
    private readonly long began = clock.GetTimestamp();
    private XHandle handle = XHandle.Parse(post.Ticket?.Handle);

    public async Task<PublishOutcome> GoAsync(CancellationToken ct) => await PrepareAsync(ct) ?? await SendAsync(ct);

    /// <summary>Null when all files are ready; those of a chain went with its first post.</summary>
    private async Task<PublishOutcome?> PrepareAsync(CancellationToken ct)
    {
        var worked = false;
        for (var place = 0; place < post.Media.Count && handle.Sent.Count == 0; place++)
        {
            var (here, known) = (place, handle.At(place));
            // each call gets one file further at least, whatever its budget
            if (worked && IsOver(ticket.Budget))
                return XFileRun.Uploading(100L * place / post.Media.Count, XFileRun.NextCall);
            worked |= known is not { Stage: XStage.Ready };
            var run = new XFileRun(account, post.Media[place], known, uploads, media => KeepAsync(handle.With(here, media)), () => IsOver(ticket.Budget), clock);
            if (await run.GoAsync(ct) is { } outcome)
                return outcome;
        }
        return IsOver(LatestStep) ? XFileRun.Uploading(100, XFileRun.NextCall) : null;
    }

    private async Task<PublishOutcome> SendAsync(CancellationToken ct)
    {
        while (handle.Sent is var sent && sent.Count < parts.Count)
        {
            if (sent.Count > 0 && IsOver(LatestStep))
                return await PausedAsync(sent);
            // what is out must be known before the next one goes: another node would send it again
            if (!await KeepAsync(handle with { Publishing = true }))
                return sent.Count == 0 ? XFileRun.Uploading(100, Pause) : sent.Lost();
            var reply = await CreateAsync(sent, ct);
            if (!reply.IsSuccess || reply.Json.Word("data", "id") is not { Length: > 0 and <= 40 } id)
                return await StoppedAsync(reply, sent);
            handle = handle with { Sent = sent.With([id]) };
        }
        var ids = handle.Sent.Ids;
        return new(PublishKind.Published, ids[0], posts.AddressOf(account, ids[0]), ids);
    }

    /// <summary>The next call goes on, and must know what is out.</summary>
    private async Task<PublishOutcome> PausedAsync(SentParts sent)
    {
        const string code = "budget";
        var pause = new PublishOutcome(PublishKind.RateLimited, Code: code, Message: code, Reason: Problem.Unavailable(XErrors.Key("Unavailable"), code), RetryAfter: XFileRun.NextCall);
        return await KeepAsync(handle with { Publishing = false }) ? sent.Then(pause, parts.Count) : sent.Lost();
    }

    private Task<PlatformReply> CreateAsync(SentParts sent, CancellationToken ct)
    {
        var media = sent.Count == 0 ? handle.Media.Take(post.Media.Count).OfType<XMedia>().Select(m => m.Id) : [];
        return posts.CreateAsync(account, parts[sent.Count], media, sent.Count == 0 ? null : sent.Ids[^1], post.Options.GetValueOrDefault(XRules.ReplySettings), ct);
    }

    private async Task<PublishOutcome> StoppedAsync(PlatformReply reply, SentParts sent)
    {
        var refusal = XErrors.Judge(reply, account, clock.GetUtcNow());
        if (sent.Count > 0 || refusal.Kind is not PublishKind.Rejected || !IsAboutFiles(reply))
        {
            // a clear refusal posted nothing
            if (refusal.Kind is not PublishKind.Unknown)
                await KeepAsync(handle with { Publishing = false });
            return sent.Then(refusal.Outcome, parts.Count);
        }
        // the files ran out or were another user's: nothing was posted, and they are sent anew
        return await KeepAsync(XHandle.None)
            ? refusal.Outcome with { Kind = PublishKind.NotSent, Reason = Problem.Unavailable(XErrors.Key("UploadAnew"), refusal.Words) }
            : refusal.Outcome;
    }

    private bool IsAboutFiles(PlatformReply reply) =>
        post.Media.Count > 0 && reply.Status == 400 && XErrors.WordsOf(reply) is var words && words.Contains("media id", StringComparison.OrdinalIgnoreCase);

    private async Task<bool> KeepAsync(XHandle next)
    {
        handle = next;
        return await ticket.Remember(next.ToString());
    }

    private bool IsOver(TimeSpan time) => clock.GetElapsedTime(began) >= time;
}
