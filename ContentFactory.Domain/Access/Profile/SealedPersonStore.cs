using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace ContentFactory.Domain.Access;

/// <summary>Identity's store with its secrets sealed: the authenticator's key and the recovery codes never stand readable in the database.</summary>
internal sealed class SealedPersonStore(AccessDb db, IDataProtectionProvider protection, IdentityErrorDescriber describer)
    : UserStore<Person, IdentityRole<Guid>, AccessDb, Guid, IdentityUserClaim<Guid>, IdentityUserRole<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>, IdentityRoleClaim<Guid>, IdentityUserPasskey<Guid>>(db, describer)
{
    private readonly IDataProtector protector = protection.CreateProtector("person tokens");

    public override Task SetTokenAsync(Person user, string loginProvider, string name, string? value, CancellationToken cancellationToken) =>
        base.SetTokenAsync(user, loginProvider, name, value is null ? null : protector.Protect(value), cancellationToken);

    /// <summary>Null for a value that cannot be opened: keys that are lost count as a factor that was never set up right.</summary>
    public override async Task<string?> GetTokenAsync(Person user, string loginProvider, string name, CancellationToken cancellationToken)
    {
        if (await base.GetTokenAsync(user, loginProvider, name, cancellationToken) is not { } stored)
            return null;
        try
        {
            return protector.Unprotect(stored);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
