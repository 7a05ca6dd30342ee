using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Instagram;

/// <summary>Sends the bytes of a video into its container.</summary>
internal sealed class InstagramUpload(MetaUpload upload)
{
    /// <summary>Null when all has arrived. Nothing is published by it: what broke off goes on with the next call.</summary>
    public async Task<PublishOutcome?> SendAsync(GraphSeat seat, string container, OutgoingMedia file, long from, TimeSpan time, CancellationToken ct)
    {
        var sent = await upload.SendAsync(seat, $"/ig-api-upload{Graph.Path(container)}", file, from, time, ct);
        return sent.End switch
        {
            UploadEnd.Done => null,
            UploadEnd.OutOfTime => InstagramErrors.Wait(TimeSpan.FromSeconds(1), "Uploading"),
            UploadEnd.BrokenOff => InstagramErrors.Wait(InstagramErrors.PollWait, "Uploading"),
            UploadEnd.FileUnreadable => Ended(sent, PublishKind.NotSent, ProblemKind.Unavailable, "FileUnreadable") with { Message = null },
            UploadEnd.Again => Ended(sent, PublishKind.NotSent, ProblemKind.Unavailable, "UploadFailed"),
            UploadEnd.Refused => Ended(sent, PublishKind.Rejected, ProblemKind.Invalid, "UploadRefused"),
            UploadEnd.Answered => InstagramErrors.Outcome(sent.Reply!, InstagramStep.Preparing),
        };
    }

    private static PublishOutcome Ended(UploadResult sent, PublishKind kind, ProblemKind problem, string key) =>
        new(kind, Code: sent.Code, Message: sent.Words, Reason: InstagramErrors.Text(problem, null, key, sent.Words));
}
