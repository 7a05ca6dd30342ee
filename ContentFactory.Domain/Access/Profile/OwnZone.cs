using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Access;

/// <summary>The zone that the person of this page chose in the profile.</summary>
public sealed class OwnZone(IServiceScopeFactory scopes, Actor actor)
{
    /// <summary>Null where none was chosen.</summary>
    public async Task<string?> FindAsync()
    {
        actor.Demand(Permission.ViewTenant);
        // a page lives longer than the context of a UserManager should
        await using var scope = scopes.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().FindByIdAsync(actor.PersonId.ToString()))?.ZoneId;
    }
}
