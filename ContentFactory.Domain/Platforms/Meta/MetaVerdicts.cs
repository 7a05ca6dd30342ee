using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.Meta;

/// <summary>Whether the call that failed could have published.</summary>
internal enum MetaStep { Preparing, Publishing }

/// <summary>What an answer means for a publication of one of Meta's networks, in plain words that name it.</summary>
/// <param name="network">Begins the keys of the network's own texts, and is its name.</param>
/// <param name="own">The network's own rows of errors; null for what it has no row for.</param>
internal sealed class MetaVerdicts(string network, Func<GraphError, (PublishKind Kind, string Key)?> own)
{
    /// <summary>Between two looks at work of Meta's; it advises a minute.</summary>
    public static readonly TimeSpan PollWait = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);

    /// <summary>A text of this network alone.</summary>
    public Problem Text(ProblemKind kind, string? field, string key, params object[] args) => new(kind, field, $"Platforms.{network}_{key}", args);

    /// <summary>A text of all of Meta's networks, which names this one first.</summary>
    public Problem Named(ProblemKind kind, string? field, string key, params object[] args) => MetaErrors.Text(kind, field, key, [network, .. args]);

    /// <summary>What a call that did not succeed means for the publication.</summary>
    public PublishOutcome Outcome(GraphReply reply, MetaStep step) => reply.State switch
    {
        GraphState.NotSent when reply.Http.Fault is { } fault => new(PublishKind.NotSent, Code: reply.Code, Reason: fault),
        GraphState.NotSent => Unsent(reply.Code, reply.Words, "NotSent"),
        GraphState.Refused => Refused(reply, step),
        GraphState.Done or GraphState.Unclear => Unclear(reply, step),
    };

    public PublishOutcome Wait(TimeSpan wait, string key = "Preparing") => new(PublishKind.Waiting, Reason: Named(ProblemKind.Unavailable, null, key), RetryAfter: wait);

    public PublishOutcome Reject(string code, Problem reason, string? words = null) => new(PublishKind.Rejected, Code: code, Message: words, Reason: reason);

    /// <summary>The step that publishes may have taken effect.</summary>
    public PublishOutcome Unknown(string code, string key = "Unclear", string? words = null) =>
        new(PublishKind.Unknown, Code: code, Message: words, Reason: Named(ProblemKind.Unavailable, null, key, words ?? code));

    /// <summary>Null when all has arrived.</summary>
    public PublishOutcome? Upload(UploadResult sent) => sent.End switch
    {
        UploadEnd.Done => null,
        UploadEnd.OutOfTime => Wait(AtOnce, "Uploading"),
        UploadEnd.BrokenOff => Wait(PollWait, "Uploading"),
        UploadEnd.FileUnreadable => Unreadable(sent.Words),
        UploadEnd.Again => UploadAgain(sent.Code, sent.Words),
        UploadEnd.Refused => Reject(sent.Code, Named(ProblemKind.Invalid, "Media", "UploadRefused", sent.Words), sent.Words),
        UploadEnd.Answered => Outcome(sent.Reply!, MetaStep.Preparing),
    };

    /// <summary>The upload is spoilt: the next attempt sends the file anew.</summary>
    public PublishOutcome UploadAgain(string code, string words) => Unsent(code, words, "UploadFailed");

    public static PublishOutcome Unreadable(string file) => new(PublishKind.NotSent, Code: OpenedFile.Unreadable, Reason: MetaErrors.Text(ProblemKind.Unavailable, "Media", "FileUnreadable", file));

    /// <summary>A look that could not read.</summary>
    public static LookOutcome Unread(GraphReply reply) => MetaErrors.IsLimit(reply)
        ? new(LookKind.RateLimited, RetryAfter: GraphFaults.Wait(reply))
        : new(LookKind.Failed, Reason: MetaErrors.Problem(reply));

    private PublishOutcome Refused(GraphReply reply, MetaStep step)
    {
        if (own(reply.Error!) is { } row)
            return row.Kind is PublishKind.NotSent && step is MetaStep.Publishing
                ? Unclear(reply, step)
                : new(row.Kind, Code: reply.Code, Message: reply.Words, Reason: Text(row.Kind is PublishKind.NotSent ? ProblemKind.Unavailable : ProblemKind.Invalid, null, row.Key, reply.Words));
        var fault = GraphFaults.Of(reply.Error!);
        return fault is GraphFault.Trouble
            ? Unclear(reply, step)
            : MetaErrors.Outcome(reply, fault) ?? Reject(reply.Code, Named(ProblemKind.Invalid, null, "Rejected", reply.Words), reply.Words);
    }

    // before the publishing step nothing can have been published, whatever the answer was
    private PublishOutcome Unclear(GraphReply reply, MetaStep step) => step switch
    {
        MetaStep.Preparing => Unsent(reply.Code, reply.Words, "NoAnswer") with { RetryAfter = reply.Http.RetryAfter },
        MetaStep.Publishing => Unknown(reply.Code, words: reply.Words),
    };

    private PublishOutcome Unsent(string code, string words, string key) =>
        new(PublishKind.NotSent, Code: code, Message: words, Reason: Named(ProblemKind.Unavailable, null, key, words));
}
