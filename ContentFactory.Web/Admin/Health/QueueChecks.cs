using ContentFactory.Domain.Access;
using ContentFactory.Domain.Admin;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace ContentFactory.Web.Admin.Health;

/// <summary>Something is due for so long that nobody can be working on it.</summary>
internal sealed class PublicationsCheck(SystemFacts facts) : DatabaseQuestion
{
    internal static readonly TimeSpan Allowed = TimeSpan.FromMinutes(2);

    protected override async Task<HealthCheckResult> AskAsync(CancellationToken ct) =>
        await facts.OldestOverdueAsync(ct) is var late && late > Allowed ? HealthCheckResult.Unhealthy($"a publication is overdue by {late.TotalSeconds:0} s") : HealthCheckResult.Healthy();
}

/// <summary>Without a mail server letters wait in the mailbox, which is no fault.</summary>
internal sealed class LettersCheck(SystemFacts facts, IOptions<SmtpOptions> smtp) : DatabaseQuestion
{
    protected override async Task<HealthCheckResult> AskAsync(CancellationToken ct) =>
        smtp.Value.IsSet && await facts.OldestLetterAsync(ct) is var late && late > PublicationsCheck.Allowed
            ? HealthCheckResult.Unhealthy($"a letter is overdue by {late.TotalSeconds:0} s") : HealthCheckResult.Healthy();
}
