using ContentFactory.Domain.Data;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Channels;

/// <summary>Keeps every few seconds what calls have used, and at the end once more. A node that is killed loses what it counted since.</summary>
internal sealed class UsageLoop : DueLoop
{
    private readonly UsageLedger ledger;
    private readonly ILogger log;
    private bool hasBegun;

    public UsageLoop(UsageLedger ledger, Started started, TimeProvider clock, ILogger<UsageLoop> log) : base(TimeSpan.FromSeconds(10), started, clock, log) =>
        (this.ledger, this.log) = (ledger, log);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (!hasBegun)
            return;
        try
        {
            await ledger.KeepAsync(cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or OperationCanceledException)
        {
            log.LogWarning("What was counted last is not kept: {Reason}", e.Message);
        }
    }

    protected override async Task<TimeSpan?> StepAsync(CancellationToken ct)
    {
        hasBegun = true;
        await ledger.KeepAsync(ct);
        return null;
    }
}
