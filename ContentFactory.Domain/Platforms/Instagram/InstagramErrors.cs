using System.Globalization;
using System.Text.RegularExpressions;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Instagram;

/// <summary>What is to be done about an error of Instagram.</summary>
internal enum InstagramRemedy
{
    /// <summary>Trouble at Instagram: the same step again later.</summary>
    Again,
    /// <summary>The container is spoilt: make another one.</summary>
    NewContainer,
    /// <summary>Still being prepared: ask again.</summary>
    PollOn,
    /// <summary>Not found: once more after a short wait, then another one.</summary>
    Missing,
    /// <summary>Spam protection or the day's posts are used up: wait for long.</summary>
    WaitLong,
    /// <summary>The account is restricted: a person has to act at Instagram.</summary>
    Account,
    /// <summary>The post can't be published as it is.</summary>
    Content,
}

/// <summary>Whether the call that failed could have published.</summary>
internal enum InstagramStep { Preparing, Publishing }

/// <summary>Instagram's error table (Meta for Developers, "Error Codes" of the Instagram Platform, 2 June 2026).</summary>
internal static partial class InstagramErrors
{
    /// <summary>Waited for the spam protection and for the window of a day, of which Instagram does not say when they end.</summary>
    public static readonly TimeSpan LongWait = TimeSpan.FromHours(1);

    /// <summary>Between two looks at a container; Instagram advises a minute and no more than five.</summary>
    public static readonly TimeSpan PollWait = TimeSpan.FromMinutes(1);

    private const string FailedCode = "ERROR";

    private static readonly Dictionary<long, (InstagramRemedy Remedy, string Key)> BySubcode = new()
    {
        [2207001] = (InstagramRemedy.Again, "ServerTrouble"),
        [2207003] = (InstagramRemedy.Again, "DownloadSlow"),
        [2207053] = (InstagramRemedy.Again, "UploadFailed"),
        [2207020] = (InstagramRemedy.NewContainer, "ContainerExpired"),
        [2207032] = (InstagramRemedy.NewContainer, "ContainerFailed"),
        [2207027] = (InstagramRemedy.PollOn, "NotReady"),
        [2207006] = (InstagramRemedy.Missing, "ContainerMissing"),
        [2207008] = (InstagramRemedy.Missing, "ContainerMissing"),
        [2207051] = (InstagramRemedy.WaitLong, "ActionRestricted"),
        [2207042] = (InstagramRemedy.WaitLong, "QuotaUsed"),
        [2207050] = (InstagramRemedy.Account, "AccountRestricted"),
        [2207023] = (InstagramRemedy.Content, "MediaTypeUnknown"),
        [2207028] = (InstagramRemedy.Content, "CarouselRefused"),
        [2207026] = (InstagramRemedy.Content, "VideoFormat"),
        [2207052] = (InstagramRemedy.Content, "NotFetched"),
        [2207004] = (InstagramRemedy.Content, "ImageTooLarge"),
        [2207005] = (InstagramRemedy.Content, "ImageFormat"),
        [2207009] = (InstagramRemedy.Content, "RatioRefused"),
        [2207010] = (InstagramRemedy.Content, "CaptionRefused"),
        [2207057] = (InstagramRemedy.Content, "ThumbOffset"),
    };

    // the codes of the table that have one meaning, where the subcode is left out or is another one
    private static readonly Dictionary<long, long> SubcodeOf = new()
    {
        [9] = 2207042, [24] = 2207006, [25] = 2207050, [352] = 2207026, [9004] = 2207052, [9007] = 2207027,
        [36000] = 2207004, [36001] = 2207005, [36003] = 2207009, [36004] = 2207010,
    };

    public static Problem Text(ProblemKind kind, string? field, string key, params object[] args) => new(kind, field, $"Platforms.Instagram_{key}", args);

    /// <summary>Null where the table has no row for it.</summary>
    public static (InstagramRemedy Remedy, string Key)? RowOf(GraphError? error) => error switch
    {
        null => null,
        { Subcode: { } subcode } when BySubcode.TryGetValue(subcode, out var row) => row,
        _ when SubcodeOf.TryGetValue(error.Code, out var subcode) => BySubcode[subcode],
        _ when GraphFaults.IsNoSuchNode(error) => BySubcode[2207006],
        _ => null,
    };

    /// <summary>The row of a container that failed: its status ends with the subcode ("error code 2207026").</summary>
    public static (InstagramRemedy Remedy, string Key)? RowOf(string? status) =>
        status is not null && SubcodeText().Match(status) is { Success: true } match && BySubcode.TryGetValue(long.Parse(match.Value, CultureInfo.InvariantCulture), out var row) ? row : null;

    /// <summary>What a call that did not succeed means for the publication.</summary>
    public static PublishOutcome Outcome(GraphReply reply, InstagramStep step) => reply.State switch
    {
        GraphState.NotSent when reply.Http.Fault is { } fault => new(PublishKind.NotSent, Code: reply.Code, Reason: fault),
        GraphState.NotSent => Unsent(reply, "NotSent"),
        GraphState.Refused => Refused(reply, step),
        GraphState.Done or GraphState.Unclear => Unclear(reply, step),
    };

    /// <summary>A refusal of the publishing step that nothing confirms.</summary>
    public static PublishOutcome Doubt(GraphReply reply) => Unclear(reply, InstagramStep.Publishing);

    public static PublishOutcome Reject(string key, params object[] args) => new(PublishKind.Rejected, Code: "local", Reason: Text(ProblemKind.Invalid, null, key, args));

    public static PublishOutcome Wait(TimeSpan wait, string key = "Preparing") => new(PublishKind.Waiting, Reason: Text(ProblemKind.Unavailable, null, key), RetryAfter: wait);

    public static PublishOutcome Full(string? code, string? words, string key = "QuotaUsed") =>
        new(PublishKind.RateLimited, Code: code, Message: words, Reason: Text(ProblemKind.Limit, null, key, MetaErrors.Minutes(LongWait)), RetryAfter: LongWait);

    /// <summary>A container that Instagram gave up: its row says whether another one is worth making.</summary>
    public static PublishOutcome Failed(string? status)
    {
        var (remedy, key) = RowOf(status) ?? (InstagramRemedy.Content, "Refused");
        var words = string.IsNullOrWhiteSpace(status) ? FailedCode : status;
        return remedy switch
        {
            InstagramRemedy.Content or InstagramRemedy.Account => new(KindOf(remedy), Code: FailedCode, Message: words, Reason: Text(ProblemKind.Invalid, null, key, words)),
            InstagramRemedy.WaitLong => Full(FailedCode, words, key),
            InstagramRemedy.Again or InstagramRemedy.NewContainer or InstagramRemedy.PollOn or InstagramRemedy.Missing =>
                new(PublishKind.NotSent, Code: FailedCode, Message: words, Reason: Text(ProblemKind.Unavailable, null, key, words)),
        };
    }

    private static PublishOutcome Refused(GraphReply reply, InstagramStep step)
    {
        if (RowOf(reply.Error) is { } row)
            return ByRow(reply, row, step);
        var fault = GraphFaults.Of(reply.Error!);
        return fault is GraphFault.Trouble
            ? Unclear(reply, step)
            : MetaErrors.Outcome(reply, fault) ?? new(PublishKind.Rejected, Code: reply.Code, Message: reply.Words, Reason: Text(ProblemKind.Invalid, null, "Refused", reply.Words));
    }

    private static PublishOutcome ByRow(GraphReply reply, (InstagramRemedy Remedy, string Key) row, InstagramStep step) => row.Remedy switch
    {
        InstagramRemedy.Again => Unclear(reply, step, row.Key),
        InstagramRemedy.NewContainer => Unsent(reply, row.Key),
        InstagramRemedy.PollOn or InstagramRemedy.Missing => Wait(PollWait, row.Key) with { Code = reply.Code, Message = reply.Words },
        InstagramRemedy.WaitLong => Full(reply.Code, reply.Words, row.Key),
        InstagramRemedy.Account or InstagramRemedy.Content =>
            new(KindOf(row.Remedy), Code: reply.Code, Message: reply.Words, Reason: Text(ProblemKind.Invalid, null, row.Key, reply.Words)),
    };

    private static PublishKind KindOf(InstagramRemedy remedy) => remedy is InstagramRemedy.Account ? PublishKind.AccountRefused : PublishKind.Rejected;

    private static PublishOutcome Unsent(GraphReply reply, string key) =>
        new(PublishKind.NotSent, Code: reply.Code, Message: reply.Words, Reason: Text(ProblemKind.Unavailable, null, key, reply.Words), RetryAfter: reply.Http.RetryAfter);

    // before the publishing step nothing can have been published, whatever the answer was
    private static PublishOutcome Unclear(GraphReply reply, InstagramStep step, string key = "Unavailable") => step switch
    {
        InstagramStep.Preparing => Unsent(reply, key),
        InstagramStep.Publishing => new(PublishKind.Unknown, Code: reply.Code, Message: reply.Words, Reason: Text(ProblemKind.Unavailable, null, "Unclear", reply.Words)),
    };

    [GeneratedRegex(@"2207[0-9]{3}")]
    private static partial Regex SubcodeText();
}
