using ContentFactory.Domain.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ContentFactory.Domain.Access;

/// <summary>Without a mail server letters stay in the mailbox: outside of Development their codes and links are blanked there as soon as they open nothing any more.</summary>
internal sealed class MailboxUpkeep(LetterQueue queue, Started started, IOptions<SmtpOptions> smtp, IOptions<AccessOptions> access, TimeProvider clock, ILogger<MailboxUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (smtp.Value.IsSet || access.Value.OpenMailbox)
            return;
        await started.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await queue.BlankAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                log.LogWarning("Old codes in letters could not be blanked: {Reason}", e.Message);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
