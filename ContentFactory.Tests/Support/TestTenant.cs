using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Support;

/// <summary>A tenant of a test and a way to act in it.</summary>
public sealed class TestTenant(IServiceProvider services, Guid id, Guid companyId, string slug, IReadOnlyDictionary<MemberRole, Guid> people)
{
    public Guid Id => id;
    public Guid CompanyId => companyId;
    public string Slug => slug;

    public Guid Person(MemberRole role) => people[role];

    /// <summary>Runs one verb as the member with this role, in a scope of its own.</summary>
    public Task<T> AsAsync<TVerb, T>(MemberRole role, Func<TVerb, Task<T>> act) where TVerb : notnull =>
        RunAsync(new Actor(people[role], id, role.ToRole()), scoped => act(scoped.GetRequiredService<TVerb>()));

    public Task<T> AsSystemAsync<TVerb, T>(Func<TVerb, Task<T>> act) where TVerb : notnull =>
        RunAsync(Actor.System(id, "test"), scoped => act(scoped.GetRequiredService<TVerb>()));

    public Task<T> RunAsync<T>(Actor actor, Func<IServiceProvider, Task<T>> work) =>
        services.GetRequiredService<Tenants>().RunAsync(id, actor, work);

    /// <summary>Reads or prepares rows directly.</summary>
    public Task<T> DbAsync<T>(Func<AppDb, Task<T>> work) => RunAsync(Actor.System(id, "test"), async scoped =>
    {
        await using var db = await scoped.GetRequiredService<Db>().OpenAsync();
        return await work(db);
    });
}
