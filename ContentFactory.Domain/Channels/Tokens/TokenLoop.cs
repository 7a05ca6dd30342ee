using ContentFactory.Domain.Data;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Channels;

/// <summary>Renews tokens ahead of their end: who asks is decided channel by channel.</summary>
internal sealed class TokenLoop(TokenRefresher refresher, Started started, IOptions<TokenOptions> options, TimeProvider clock, ILogger<TokenLoop> log)
    : DueLoop(options.Value.Idle, started, clock, log)
{
    protected override async Task<TimeSpan?> StepAsync(CancellationToken ct)
    {
        await refresher.RefreshDueAsync(ct);
        return await refresher.NextDueAsync(ct);
    }
}
