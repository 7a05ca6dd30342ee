using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Facebook;

/// <summary>One call for one post: what it is about, how far it is, and how much time it has left.</summary>
internal sealed class FacebookRun(GraphSeat seat, OutgoingPost post, TimeProvider clock)
{
    // what follows are calls of half a minute each, and a call of the connector may last three minutes
    private static readonly TimeSpan LatestStep = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan ShortestUpload = TimeSpan.FromSeconds(10);

    private readonly PublishTicket ticket = post.Ticket ?? new(Guid.Empty, null, _ => Task.FromResult(true));
    private readonly long began = clock.GetTimestamp();
    private bool sent;

    public GraphSeat Seat => seat;

    public OutgoingPost Post => post;

    public FacebookForm Form { get; } = FacebookRules.FormOf(post);

    public FacebookHandle Handle { get; private set; } = FacebookHandle.Parse(post.Ticket?.Handle);

    public bool IsLate => clock.GetElapsedTime(began) > LatestStep;

    public bool IsOver => clock.GetElapsedTime(began) >= ticket.Budget;

    /// <summary>The first upload of a call always gets some time, so that every call gets further.</summary>
    public TimeSpan UploadTime()
    {
        var left = ticket.Budget - clock.GetElapsedTime(began);
        if (!sent && left < ShortestUpload)
            left = ShortestUpload;
        sent = true;
        return left;
    }

    /// <summary>Null when it is kept. Without the lease nothing may follow.</summary>
    public async Task<PublishOutcome?> KeepAsync(FacebookHandle next)
    {
        Handle = next;
        return await ticket.Remember(next.ToString()) ? null : FacebookErrors.Verdicts.Wait(MetaVerdicts.PollWait);
    }

    /// <summary>What was refused is not gone on with: a person who tries again begins anew.</summary>
    public async Task<PublishOutcome> ForgetAsync(PublishOutcome outcome) => await KeepAsync(FacebookHandle.None) ?? outcome;
}
