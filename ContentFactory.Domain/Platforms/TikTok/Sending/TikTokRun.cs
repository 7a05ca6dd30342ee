namespace ContentFactory.Domain.Platforms.TikTok;

/// <summary>One call for one post.</summary>
internal sealed class TikTokRun(PlatformAccount account, OutgoingPost post, TimeProvider clock)
{
    public static readonly TimeSpan NextCall = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly PublishTicket ticket = post.Ticket ?? new(Guid.Empty, null, _ => Task.FromResult(true));
    private readonly long began = clock.GetTimestamp();

    public PlatformAccount Account => account;

    public OutgoingPost Post => post;

    public OutgoingMedia File => post.Media[0];

    public TikTokHandle Handle { get; private set; } = TikTokHandle.Parse(post.Ticket?.Handle);

    /// <summary>It began anew in this call already.</summary>
    public bool Restarted { get; private set; }

    public DateTimeOffset Now => clock.GetUtcNow();

    public bool IsOver => clock.GetElapsedTime(began) >= ticket.Budget;

    /// <summary>False where the lease is lost: nothing that publishes may follow.</summary>
    public async Task<bool> KeepAsync(TikTokHandle next)
    {
        Handle = next;
        return await ticket.Remember(next.Text());
    }

    /// <summary>What was begun comes to nothing at TikTok. It is forgotten with the handle of the next beginning.</summary>
    public void Restart() => (Handle, Restarted) = (Handle.Anew(), true);

    public PublishOutcome Uploading(long sent, TimeSpan wait) =>
        new(PublishKind.Waiting, Reason: Problem.Unavailable(TikTokErrors.Key("Uploading"), 100 * sent / Math.Max(1, File.Size)), RetryAfter: wait);

    public static PublishOutcome Preparing(TimeSpan wait) => new(PublishKind.Waiting, Reason: Problem.Unavailable(TikTokErrors.Key("Preparing")), RetryAfter: wait);
}
