namespace ContentFactory.Domain.Content;

/// <summary>The path of a post: draft, ready, approved, scheduled, published.</summary>
public sealed partial class Post
{
    public bool CanEdit => Status is PostStatus.Draft or PostStatus.Ready or PostStatus.Approved or PostStatus.Failed;

    public Result MakeReady(DateTimeOffset now)
    {
        if (Status is not (PostStatus.Draft or PostStatus.Generating or PostStatus.Failed))
            return Problem.Conflict("Content.NotADraft");
        if (string.IsNullOrWhiteSpace(Text))
            return Problem.Invalid(nameof(Text), "Content.TextMissing");
        (Status, ReadyAt, UpdatedAt) = (PostStatus.Ready, now, now);
        ForgetApproval();
        return Result.Done;
    }

    /// <summary>Approves exactly the version that the approver saw. Where two have to, the first leaves it ready.</summary>
    public Result Approve(Guid approverId, int version, DateTimeOffset now, int required = 1) => Approve(approverId, null, version, now, required);

    /// <summary>The same by somebody without an account. Who signs with a name that has signed already is no second person.</summary>
    internal Result ApproveAsGuest(string name, int version, DateTimeOffset now, int required = 1) => Approve(null, name, version, now, required);

    private Result Approve(Guid? approverId, string? guest, int version, DateTimeOffset now, int required)
    {
        if (Status is not PostStatus.Ready)
            return Problem.Conflict("Content.NotReady");
        if (version != Version)
            return Problem.Conflict("Content.VersionChanged");
        var isFirst = required > 1 && ApprovedVersion != version;
        if (required > 1 && !isFirst && (guest is null ? ApproverId == approverId : string.Equals(ApproverGuest, guest, StringComparison.OrdinalIgnoreCase)))
            return Problem.Conflict(guest is null ? "Content.OneMoreApproval" : "Content.GuestOnceMore");
        (Status, ApproverId, ApproverGuest, RejectionComment) = (isFirst ? PostStatus.Ready : PostStatus.Approved, approverId, guest, null);
        (ApprovedAt, ApprovedVersion, UpdatedAt) = (now, version, now);
        return Result.Done;
    }

    /// <param name="version">The one that was read; null where any will do.</param>
    public Result Reject(string comment, DateTimeOffset now, int? version = null)
    {
        if (Status is not (PostStatus.Ready or PostStatus.Approved))
            return Problem.Conflict("Content.NotReady");
        if (version is not null && version != Version)
            return Problem.Conflict("Content.VersionChanged");
        if (string.IsNullOrWhiteSpace(comment))
            return Problem.Invalid("Comment", "Content.CommentMissing");
        (Status, RejectionComment, UpdatedAt) = (PostStatus.Draft, comment.Trim(), now);
        ForgetApproval();
        return Result.Done;
    }

    public Result Schedule(DateTimeOffset now)
    {
        if (Status is not (PostStatus.Approved or PostStatus.Scheduled or PostStatus.Published))
            return Problem.Conflict("Content.NotApproved");
        (Status, UpdatedAt) = (Status is PostStatus.Published ? PostStatus.Published : PostStatus.Scheduled, now);
        return Result.Done;
    }

    /// <summary>No publication is planned any more: back to approved, so that it can be planned again or edited.</summary>
    public void Unschedule(DateTimeOffset now)
    {
        if (Status is PostStatus.Scheduled)
            (Status, UpdatedAt) = (PostStatus.Approved, now);
    }

    /// <summary>A publication went out and none is open any more.</summary>
    public void MarkPublished(DateTimeOffset now)
    {
        if (Status is PostStatus.Scheduled)
            (Status, UpdatedAt) = (PostStatus.Published, now);
    }

    /// <summary>Another opening that was approved with the post, as one of those under test.</summary>
    internal void OpenWithApproved(string text, string hook, DateTimeOffset now)
    {
        (Text, Hook, UpdatedAt) = (text, hook, now);
        ApprovedVersion = ++Version;
    }

    private void ForgetApproval() => (ApproverId, ApproverGuest, ApprovedAt, ApprovedVersion) = (null, null, null, null);

    public void Archive(DateTimeOffset now) => (Status, UpdatedAt) = (PostStatus.Archived, now);
}
