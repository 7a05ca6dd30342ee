using ContentFactory.Domain.Access;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Data;

/// <summary>How background work enters a tenant: a new scope with the same set-once rule as a request.</summary>
public sealed class Tenants(IServiceScopeFactory scopes)
{
    public Task RunAsync(Guid tenantId, Actor actor, Func<IServiceProvider, Task> work) =>
        RunAsync<object?>(tenantId, actor, async services =>
        {
            await work(services);
            return null;
        });

    /// <param name="origin">Where the request of a person came from, for the audit log.</param>
    public async Task<T> RunAsync<T>(Guid tenantId, Actor actor, Func<IServiceProvider, Task<T>> work, Origin? origin = null)
    {
        if (actor.TenantId != tenantId)
            throw new ArgumentException("The actor acts in another tenant.", nameof(actor));
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantScope>().Enter(actor, slug: "", origin);
        return await work(scope.ServiceProvider);
    }
}
