using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Platforms.Contract;

/// <summary>One publication as the engine drives it: the handle of the last call goes into the next, what is unclear is looked up first.</summary>
internal sealed class PublishRun(ConnectorRig rig)
{
    private const int CallLimit = 80;
    private static readonly Guid Key = new("0193a000-0000-7000-8000-000000000001");

    private readonly List<PublishOutcome> outcomes = [];
    private readonly List<LookOutcome> looks = [];
    private readonly List<string> handles = [];
    private CancellationTokenSource kill = new();
    private DateTimeOffset began = rig.Time.GetUtcNow();

    public string? Handle { get; set; }

    /// <summary>The process dies right after each handle that is new.</summary>
    public bool DiesAfterRemembering { get; init; }

    /// <summary>The lease is lost: nothing can be remembered any more.</summary>
    public bool LosesTheLease { get; set; }

    public TimeSpan Budget { get; init; } = TimeSpan.FromSeconds(90);

    public int Deaths { get; private set; }

    public IReadOnlyList<PublishOutcome> Outcomes => outcomes;

    public IReadOnlyList<LookOutcome> Looks => looks;

    public IReadOnlyList<string> Handles => handles;

    /// <summary>The process dies now; what it had asked for goes on at the network.</summary>
    public void Die() => kill.Cancel();

    /// <summary>Calls, waits, looks and calls again until the post is out, refused or for a person to decide.</summary>
    public async Task<PublishOutcome> ToTheEndAsync(OutgoingPost post)
    {
        for (var call = 0; call < CallLimit; call++)
        {
            var outcome = await OnceAsync(post);
            if (outcome.Kind is PublishKind.Unknown)
            {
                var look = await SettleAsync(post);
                if (look is { Kind: LookKind.Found, Handle: null })
                    return new(PublishKind.Published, look.ExternalId, look.Url, look.PartIds);
                if (look.Kind is not (LookKind.Found or LookKind.Absent))
                    return outcome;
                // found and not done: followed without a hold, so nothing more is remembered
                if (look.Kind is LookKind.Found)
                    (Handle, LosesTheLease) = (look.Handle, true);
            }
            else if (outcome.Kind is PublishKind.Published or PublishKind.Rejected or PublishKind.AccountRefused)
                return outcome;
            rig.Time.Advance(outcome.RetryAfter ?? TimeSpan.FromMinutes(1));
        }
        throw new InvalidOperationException($"Not at its end after {CallLimit} calls, the last was {outcomes[^1]}.");
    }

    /// <summary>One call. A process that dies in it leaves an unknown outcome.</summary>
    public async Task<PublishOutcome> OnceAsync(OutgoingPost post)
    {
        (kill, began) = (new(), rig.Time.GetUtcNow());
        var ticket = new PublishTicket(Key, Handle, RememberAsync) { Budget = Budget };
        PublishOutcome outcome;
        try
        {
            outcome = await rig.CallAsync(() => rig.Platform.PublishAsync(rig.Account, post with { Ticket = ticket }, kill.Token));
        }
        catch (OperationCanceledException) when (kill.IsCancellationRequested)
        {
            Deaths++;
            rig.Restart();
            outcome = new(PublishKind.Unknown, Code: "died", Reason: new(ContentFactory.Domain.ProblemKind.Conflict, null, "died"));
        }
        outcomes.Add(outcome);
        return outcome;
    }

    /// <summary>Reads once what became of the last call.</summary>
    public async Task<LookOutcome> LookAsync(OutgoingPost post)
    {
        var lost = new LostPost(post, Key, Handle, began);
        looks.Add(await rig.CallAsync(() => rig.Platform.LookAsync(rig.Account, lost, CancellationToken.None)));
        return looks[^1];
    }

    private async Task<LookOutcome> SettleAsync(OutgoingPost post)
    {
        var look = await LookAsync(post);
        for (var again = 0; again < 20 && look.Kind is LookKind.Unclear or LookKind.RateLimited or LookKind.Failed; again++)
        {
            rig.Time.Advance(look.RetryAfter ?? TimeSpan.FromMinutes(2));
            look = await LookAsync(post);
        }
        return look;
    }

    private Task<bool> RememberAsync(string handle)
    {
        if (LosesTheLease)
            return Task.FromResult(false);
        var isNew = handle != Handle;
        handles.Add(handle);
        Handle = handle;
        if (DiesAfterRemembering && isNew)
            Die();
        return Task.FromResult(true);
    }
}
