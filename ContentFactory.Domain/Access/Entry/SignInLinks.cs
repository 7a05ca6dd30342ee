using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Access;

/// <summary>Links by letter that sign in once, after a click on a button: looking at one, as mail scanners do, spends nothing.</summary>
public sealed class SignInLinks(AccessDb db, EntryDesk desk, LetterBox letters, UserManager<Person> people, PublicAddress site, TimeProvider clock)
{
    private const int TokenLength = 32;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <param name="query">Of the link, such as the way on; empty or beginning with a question mark.</param>
    public async Task<Result> SendAsync(string? typed, string network, string language, string query, CancellationToken ct)
    {
        if (!EmailAddress.TryParse(typed, out var address))
            return Problem.Invalid(nameof(NewPerson.Email), "Access.EmailInvalid");
        if (await desk.RefusedAsync(EntryKind.Link, address, network, ct) is { } refused)
            return refused;
        var person = await people.FindByEmailAsync(address.Value);
        var now = clock.GetUtcNow();
        var token = RandomNumberGenerator.GetBytes(TokenLength);
        db.EntryRequests.Add(new EntryRequest(Ids.New(now), EntryKind.Link, address, person, SHA256.HashData(token), now, Lifetime));
        if (person is { DeactivatedAt: null })
            await letters.QueueAsync(address.Value, person.Language, "SignInLink", ct, site.Link($"/sign-in/link/{WebEncoders.Base64UrlEncode(token)}{query}"));
        else
            await letters.QueueAsync(address.Value, language, "NoAccount", ct, site.Link("/register"));
        return Result.Done;
    }

    /// <summary>Whom a link would sign in, without spending it.</summary>
    public async Task<Result<string>> LookAsync(string? token, CancellationToken ct)
    {
        var request = await FindAsync(token, ct);
        return Dead(request) is { } dead ? dead : EmailAddress.Show(request!.Address);
    }

    /// <summary>Spends the link: of many at once exactly one succeeds.</summary>
    public async Task<Result<Person>> SpendAsync(string? token, CancellationToken ct)
    {
        var request = await FindAsync(token, ct);
        if (Dead(request) is { } dead)
            return dead;
        var now = clock.GetUtcNow();
        if (await db.EntryRequests.Where(r => r.Id == request!.Id && r.SpentAt == null).ExecuteUpdateAsync(s => s.SetProperty(r => r.SpentAt, now), ct) == 0)
            return Problem.Conflict("Access.LinkUsed");
        return await people.FindByIdAsync($"{request!.PersonId}") is { DeactivatedAt: null } person && person.SecurityStamp == request.Stamp ? person : Problem.NotFound("Access.LinkOver");
    }

    private async Task<EntryRequest?> FindAsync(string? token, CancellationToken ct)
    {
        if (Bytes(token) is not { Length: TokenLength } bytes)
            return null;
        var hash = SHA256.HashData(bytes);
        return await db.EntryRequests.AsNoTracking().SingleOrDefaultAsync(r => r.SecretHash == hash && r.Kind == EntryKind.Link, ct);
    }

    private Problem? Dead(EntryRequest? request) => request switch
    {
        null or { PersonId: null } => Problem.NotFound("Access.LinkOver"),
        { SpentAt: not null } => Problem.Conflict("Access.LinkUsed"),
        _ => request.ExpiresAt <= clock.GetUtcNow() ? Problem.NotFound("Access.LinkOver") : null,
    };

    private static byte[] Bytes(string? token)
    {
        try
        {
            return WebEncoders.Base64UrlDecode(token ?? "");
        }
        catch (FormatException)
        {
            return [];
        }
    }
}
