using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Domain.Access;

/// <summary>
/// Proves that an account with a provider's address belongs to the person who came by the provider: by its password, or by a code sent to
/// the address. What the browser keeps of a code is sealed, names account and login, and opens nothing by itself.
/// </summary>
public sealed class OutsideProof(OutsideEntry entry, UserManager<Person> people, LetterBox letters, AttemptLimits limits, IDataProtectionProvider protection, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private static readonly AttemptLimit Passwords = new("outside.password", 5, TimeSpan.FromMinutes(15));
    private static readonly AttemptLimit LetterPause = new("outside.letter_pause", 1, TimeSpan.FromMinutes(1));
    private static readonly AttemptLimit Letters = new("outside.letters", 5, TimeSpan.FromHours(1));
    private static readonly AttemptLimit Tries = new("outside.tries", 5, TimeSpan.FromMinutes(15));
    private static readonly AttemptLimit TriesOfDay = new("outside.tries_of_day", 15, TimeSpan.FromDays(1));
    private static readonly AttemptLimit Once = new("outside.once", 1, TimeSpan.FromMinutes(15));

    private readonly IDataProtector protector = protection.CreateProtector("ContentFactory.Access.OutsideProof");

    public async Task<Result<Person>> ByPasswordAsync(OutsideIdentity identity, string? password, CancellationToken ct)
    {
        if (await OwnerAsync(identity) is not { } owner)
            return Problem.NotFound();
        if (await limits.TakeAsync(Passwords, $"{owner.Id}", ct) is { } wait)
            return Later(wait);
        if (!await people.CheckPasswordAsync(owner, password ?? ""))
            return Problem.Invalid("Password", "Access.OutsidePasswordWrong");
        await limits.ForgetAsync(Passwords, $"{owner.Id}", ct);
        return await JoinAsync(owner, identity, ct);
    }

    /// <summary>Writes a code to the address. The ticket is for the browser that asked.</summary>
    public async Task<Result<string>> SendCodeAsync(OutsideIdentity identity, CancellationToken ct)
    {
        if (await OwnerAsync(identity) is not { } owner)
            return Problem.NotFound();
        if (await limits.TakeAsync(LetterPause, $"{owner.Id}", ct) is { } pause)
            return Later(pause);
        if (await limits.TakeAsync(Letters, $"{owner.Id}", ct) is { } wait)
            return Later(wait);
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var ticket = new Ticket(Ids.New(clock), owner.Id, identity.Provider, identity.Key, code, clock.GetUtcNow() + Lifetime);
        await letters.QueueAsync(owner.Email!, owner.Language, "OutsideCode", ct, identity.Provider, code);
        return protector.Protect(JsonSerializer.Serialize(ticket));
    }

    public async Task<Result<Person>> ByCodeAsync(OutsideIdentity identity, string? sealedTicket, string? typed, CancellationToken ct)
    {
        if (await OwnerAsync(identity) is not { } owner)
            return Problem.NotFound();
        if (Open(sealedTicket) is not { } ticket || ticket.PersonId != owner.Id || ticket.Provider != identity.Provider || ticket.Key != identity.Key || ticket.Until <= clock.GetUtcNow())
            return Problem.Invalid("Code", "Access.OutsideCodeOver");
        if (await limits.TakeAsync(Tries, $"{ticket.Id}", ct) is not null || await limits.WaitAsync(Once, $"{ticket.Id}", ct) is not null)
            return Problem.Invalid("Code", "Access.OutsideCodeOver");
        if (await limits.TakeAsync(TriesOfDay, $"{owner.Id}", ct) is { } wait)
            return Later(wait);
        var digits = string.Concat((typed ?? "").Where(char.IsAsciiDigit));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(digits), Encoding.UTF8.GetBytes(ticket.Code)))
            return Problem.Invalid("Code", "Access.OutsideCodeWrong");
        if (await limits.TakeAsync(Once, $"{ticket.Id}", ct) is not null)
            return Problem.Invalid("Code", "Access.OutsideCodeOver");
        return await JoinAsync(owner, identity, ct);
    }

    private async Task<Person?> OwnerAsync(OutsideIdentity identity) =>
        identity is { EmailVerified: true, Email: { Length: > 0 } email } && await people.FindByEmailAsync(email) is { DeactivatedAt: null } owner ? owner : null;

    private async Task<Result<Person>> JoinAsync(Person owner, OutsideIdentity identity, CancellationToken ct) =>
        await entry.JoinAsync(owner, identity, ct) ? owner : Problem.Conflict("Access.OutsideTaken");

    private Ticket? Open(string? sealedTicket)
    {
        try
        {
            return string.IsNullOrEmpty(sealedTicket) ? null : JsonSerializer.Deserialize<Ticket>(protector.Unprotect(sealedTicket));
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private static Problem Later(TimeSpan wait) => Problem.Limit("Access.OutsideLater", Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes)));

    private sealed record Ticket(Guid Id, Guid PersonId, string Provider, string Key, string Code, DateTimeOffset Until)
    {
        public override string ToString() => nameof(Ticket);
    }
}
