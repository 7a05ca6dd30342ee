using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;

namespace ContentFactory.Web.Demo;

/// <summary>The demo tenant with its people: verbs are called as the one whose work it is.</summary>
internal sealed record DemoStage(Tenants Tenants, Guid TenantId, IReadOnlyDictionary<Role, Guid> People)
{
    public Task<T> AsAsync<TVerb, T>(Role role, Func<TVerb, Task<T>> act) where TVerb : notnull =>
        Tenants.RunAsync(TenantId, new Actor(People[role], TenantId, role), services => act(services.GetRequiredService<TVerb>()));

    public Task<T> AsSystemAsync<TVerb, T>(Func<TVerb, Task<T>> act) where TVerb : notnull =>
        Tenants.RunAsync(TenantId, Actor.System(TenantId, "demo"), services => act(services.GetRequiredService<TVerb>()));

    public Task<T> RowsAsync<T>(Func<AppDb, Task<T>> work, CancellationToken ct) => AsAsync<Db, T>(Role.Owner, async db =>
    {
        await using var rows = await db.OpenAsync(ct);
        return await work(rows);
    });

    /// <summary>The demo's own texts and numbers are right, so a refusal is a bug.</summary>
    public async Task<T> DoAsync<TVerb, T>(Role role, Func<TVerb, Task<Result<T>>> act) where TVerb : notnull
    {
        var done = await AsAsync(role, act);
        return done.Ok ? done.Value : throw Refused<TVerb>(done.Problem);
    }

    public async Task DoAsync<TVerb>(Role role, Func<TVerb, Task<Result>> act) where TVerb : notnull
    {
        var done = await AsAsync(role, act);
        if (!done.Ok)
            throw Refused<TVerb>(done.Problem);
    }

    private static InvalidOperationException Refused<TVerb>(Problem problem) =>
        new($"The demo was refused by {typeof(TVerb).Name}: {problem.TextKey} {string.Join(", ", problem.Args)}");
}
