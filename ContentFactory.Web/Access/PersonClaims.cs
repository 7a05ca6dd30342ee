using System.Security.Claims;
using ContentFactory.Domain.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ContentFactory.Web.Access;

/// <summary>What the session says of the person, so that no page has to read it: the name beside the address and the roles.</summary>
internal sealed class PersonClaims(UserManager<Person> people, RoleManager<IdentityRole<Guid>> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Person, IdentityRole<Guid>>(people, roles, options)
{
    public const string DisplayName = "display_name";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Person user)
    {
        var claims = await base.GenerateClaimsAsync(user);
        claims.AddClaim(new Claim(DisplayName, user.DisplayName));
        return claims;
    }
}
