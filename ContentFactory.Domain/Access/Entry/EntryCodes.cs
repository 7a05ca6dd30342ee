using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Access;

/// <summary>Codes of six digits by letter. What is answered never tells whether the address has an account: only its letters do.</summary>
public sealed class EntryCodes(AccessDb db, EntryDesk desk, LetterBox letters, AttemptLimits limits, EntryLimits most, UserManager<Person> people, PublicAddress site, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Writes the letter. The ticket belongs into the browser that asked.</summary>
    /// <param name="login">Of <see cref="EntryKind.Join"/>: the code is good for it alone.</param>
    public async Task<Result<EntryTicket>> BeginAsync(EntryKind kind, string? typed, string network, string language, CancellationToken ct, OutsideIdentity? login = null)
    {
        if (!EmailAddress.TryParse(typed, out var address))
            return Problem.Invalid(nameof(NewPerson.Email), "Access.EmailInvalid");
        if (await desk.RefusedAsync(kind, address, network, ct) is { } refused)
            return refused;
        var person = await people.FindByEmailAsync(address.Value);
        var now = clock.GetUtcNow();
        var (ticket, code) = (EntryTicket.New(Ids.New(now)), EntryTicket.NewCode());
        db.EntryRequests.Add(new EntryRequest(ticket.Id, kind, address, person, ticket.HashOf(code, Bound(login)), now, Lifetime));
        await WriteAsync(kind, address, person, code, language, login?.Provider ?? "", ct);
        return ticket;
    }

    /// <summary>Which address a ticket waits for a code of; null where there is nothing to wait for.</summary>
    public async Task<PendingEntry?> PendingAsync(EntryKind kind, EntryTicket? ticket, CancellationToken ct)
    {
        if (ticket is null || await FindAsync(kind, ticket, ct) is not { SpentAt: null } request)
            return null;
        return new(request.Address, request.ConfirmedAt is not null);
    }

    /// <summary>One try, counted whatever comes of it. The first right one confirms the request, and no other does.</summary>
    public async Task<Result<EntryRequest>> ConfirmAsync(EntryKind kind, EntryTicket? ticket, string? typed, string network, CancellationToken ct, OutsideIdentity? login = null)
    {
        var code = Digits(typed);
        if (code.Length != 6)
            return Problem.Invalid("Code", "Access.CodeMalformed");
        if (ticket is null || await FindAsync(kind, ticket, ct) is not { } request)
            return Problem.NotFound("Access.CodeElsewhere");
        if (Dead(request) is { } dead)
            return dead;
        if (await OverAsync(request, network, ct) is { } over)
            return over;
        if (await db.EntryRequests.Where(r => r.Id == request.Id && r.ConfirmedAt == null && r.Tries < EntryRequest.MostTries).ExecuteUpdateAsync(s => s.SetProperty(r => r.Tries, r => r.Tries + 1), ct) == 0)
            return Problem.Invalid("Code", "Access.CodeTriesUsed");
        // an account that the letter went past: nobody was told this code
        var told = kind is EntryKind.Join || (kind is EntryKind.Registration ? request.PersonId is null : request.PersonId is not null);
        if (!CryptographicOperations.FixedTimeEquals(ticket.HashOf(code, Bound(login)), request.SecretHash) || !told)
            return Wrong(request.Tries + 1);
        var now = clock.GetUtcNow();
        var confirmed = await db.EntryRequests.Where(r => r.Id == request.Id && r.ConfirmedAt == null).ExecuteUpdateAsync(s => s.SetProperty(r => r.ConfirmedAt, now), ct);
        if (confirmed == 1 && KeyOf(request) is { } key)
            await limits.GiveBackAsync(most.CodesPerAddress, key, ct);
        return confirmed == 1 ? request : Problem.Invalid("Code", "Access.CodeUsed");
    }

    private async Task WriteAsync(EntryKind kind, EmailAddress address, Person? person, string code, string language, string provider, CancellationToken ct)
    {
        if (kind is EntryKind.Registration && person is not null)
            await letters.QueueAsync(address.Value, person.Language, "AddressTaken", ct, site.Link("/sign-in"), site.Link("/reset"));
        else if (kind is EntryKind.Registration)
            await letters.QueueAsync(address.Value, language, "RegisterCode", ct, code);
        else if (kind is EntryKind.Join && person is null)
            await letters.QueueAsync(address.Value, language, "OutsideNewCode", ct, provider, code);
        else if (kind is EntryKind.Join && person is { DeactivatedAt: null })
            await letters.QueueAsync(address.Value, person.Language, "OutsideCode", ct, provider, code);
        else if (person is { DeactivatedAt: null })
            await letters.QueueAsync(address.Value, person.Language, kind is EntryKind.Proof ? "ProofCode" : "ResetCode", ct, code);
        else
            await letters.QueueAsync(address.Value, language, "NoAccount", ct, site.Link("/register"));
    }

    private Task<EntryRequest?> FindAsync(EntryKind kind, EntryTicket ticket, CancellationToken ct) =>
        db.EntryRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == ticket.Id && r.Kind == kind, ct);

    private Problem? Dead(EntryRequest request) => request switch
    {
        { ConfirmedAt: not null } => Problem.Invalid("Code", "Access.CodeUsed"),
        _ when request.ExpiresAt <= clock.GetUtcNow() => Problem.Invalid("Code", "Access.CodeExpired"),
        { Tries: >= EntryRequest.MostTries } => Problem.Invalid("Code", "Access.CodeTriesUsed"),
        _ => null,
    };

    private async Task<Problem?> OverAsync(EntryRequest request, string network, CancellationToken ct)
    {
        if (await limits.TakeAsync(most.CodesPerNetwork, network, ct) is { } busy)
            return EntryDesk.TryLater(busy);
        if (KeyOf(request) is not { } key || await limits.TakeAsync(most.CodesPerAddress, key, ct) is not { } wait)
            return null;
        await TellOnceAsync(request, key, ct);
        return EntryDesk.TryLater(wait);
    }

    // somebody used up the tries of the day: the owner hears of it, and of the way that is still open
    private async Task TellOnceAsync(EntryRequest request, string key, CancellationToken ct)
    {
        if (await limits.TakeAsync(most.CodesToldOf, key, ct) is not null)
            return;
        if (request.PersonId is { } id && await people.FindByIdAsync($"{id}") is { DeactivatedAt: null } person)
            await letters.QueueAsync(request.Address, person.Language, "CodesUsedUp", ct, person.DisplayName, site.Link("/sign-in/link"));
        else
            await letters.QueueAsync(request.Address, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is "ru" ? "ru" : "en", "NoAccount", ct, site.Link("/register"));
    }

    // all that opens an existing account counts together; somebody who registers an address does not keep its owner from a reset
    private static string? KeyOf(EntryRequest request) =>
        EmailAddress.TryParse(request.Address, out var address) ? $"{(request.Kind is EntryKind.Registration ? "registration" : "account")}:{address.Key}" : null;

    private static string Bound(OutsideIdentity? login) => login is null ? "" : $"\n{login.Provider}\n{login.Key}";

    private static Problem Wrong(int tries) => tries < EntryRequest.MostTries
        ? Problem.Invalid("Code", "Access.CodeWrong", EntryRequest.MostTries - tries) : Problem.Invalid("Code", "Access.CodeTriesUsed");

    // people type the code as they read it: in groups
    private static string Digits(string? typed) => string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c) && c is not '-')) is { Length: 6 } code && code.All(char.IsAsciiDigit) ? code : "";
}

/// <param name="IsConfirmed">Its code was given already.</param>
public sealed record PendingEntry(string Address, bool IsConfirmed)
{
    /// <summary>The address as people read it.</summary>
    public string Shown => EmailAddress.Show(Address);
}
