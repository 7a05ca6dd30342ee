using System.Security.Cryptography;
using System.Text;
using ContentFactory.Domain.Access.Keys;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Access;

/// <summary>Makes, replaces and checks a company's webhook secret. It is told once, when it is made.</summary>
public sealed class CompanyWebhook(Db db, Actor actor, TenantSeal seal, Changes changes, TimeProvider clock)
{
    internal const string SealKind = "ContentFactory.CompanyWebhook";

    /// <summary>How long the former secret is accepted beside a new one.</summary>
    public static readonly TimeSpan BothValid = TimeSpan.FromHours(24);

    /// <returns>The new secret, which nobody can read again.</returns>
    public async Task<Result<string>> RotateAsync(Guid companyId, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditCompanies);
        await using var rows = await db.OpenAsync(ct);
        if (!await rows.Companies.AnyAsync(c => c.Id == companyId, ct))
            return Problem.NotFound("Access.CompanyGone");
        var now = clock.GetUtcNow();
        var secret = "whs_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var (cipher, masked) = (seal.Seal(Purpose(companyId), secret), $"••••{secret[^4..]}");
        var kept = await rows.WebhookSecrets.SingleOrDefaultAsync(s => s.CompanyId == companyId, ct);
        var before = kept is null ? null : new { kept.Masked };
        if (kept is null)
            rows.WebhookSecrets.Add(new WebhookSecret(actor.TenantId, companyId, cipher, masked, now));
        else
            kept.Rotate(cipher, masked, now, BothValid);
        rows.Audit(Permission.EditCompanies, "webhook_secret", companyId, before, new { Masked = masked }, now);
        return await SaveAsync(rows, ct) is { } problem ? problem : secret;
    }

    /// <summary>True for the present secret, and for the former one while both are valid. Takes the same time whatever differs.</summary>
    public async Task<bool> AcceptsAsync(Guid companyId, string presented, CancellationToken ct = default)
    {
        actor.Demand(Permission.AcceptWebhooks);
        await using var rows = await db.OpenAsync(ct);
        var kept = await rows.WebhookSecrets.AsNoTracking().SingleOrDefaultAsync(s => s.CompanyId == companyId, ct);
        var former = kept is { FormerCipher: { } cipher, FormerUntil: { } until } && clock.GetUtcNow() < until ? cipher : null;
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(presented));
        return Fits(given, companyId, kept?.Cipher) | Fits(given, companyId, former);
    }

    /// <summary>One that was copied here from another company, or whose key is gone, does not open.</summary>
    private bool Fits(byte[] given, Guid companyId, byte[]? cipher) =>
        cipher is not null && seal.Open(Purpose(companyId), cipher) is { } secret && CryptographicOperations.FixedTimeEquals(given, SHA256.HashData(secret));

    private SealPurpose Purpose(Guid companyId) => new(SealKind, actor.TenantId, companyId.ToString("N"));

    private async Task<Problem?> SaveAsync(AppDb rows, CancellationToken ct)
    {
        try
        {
            await rows.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problem.Conflict("Access.CompanyChanged");
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return Problem.Conflict("Access.CompanyChanged");
        }
        changes.Notify(actor.TenantId, ChangeTopics.Companies);
        return null;
    }
}
