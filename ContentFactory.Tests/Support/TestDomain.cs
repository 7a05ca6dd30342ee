using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ContentFactory.Tests.Support;

/// <summary>The domain on a database of its own, without a web server and without running duties. One per test class (IClassFixture).</summary>
public class TestDomain : IAsyncLifetime
{
    private ServiceProvider? services;

    public ManualTime Clock { get; } = new(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));
    public TestDatabase Database { get; private set; } = null!;
    public IServiceProvider Services => services ?? throw new InvalidOperationException("Not initialised.");

    /// <summary>Settings that a test class needs beside the database.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string?>> MoreSettings => [];

    protected virtual void Configure(IServiceCollection collection) { }

    public virtual async Task InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([.. Database.Settings(), .. MoreSettings]).Build();
        var collection = new ServiceCollection();
        collection.AddSingleton<IConfiguration>(configuration);
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddDomain(configuration);
        Configure(collection);
        services = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        await SetDatabaseClockAsync();
    }

    public virtual async Task DisposeAsync()
    {
        if (services is not null)
            await services.DisposeAsync();
    }

    /// <summary>Moves the application's clock and the database's together.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        Clock.Advance(by);
        await SetDatabaseClockAsync();
    }

    public async Task<Guid> AddPersonAsync(string email, string password = "Long-enough-1", string? systemRole = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var person = new Person { Id = Ids.New(Clock), Email = email, UserName = email, DisplayName = email.Split('@')[0], EmailConfirmed = true, CreatedAt = Clock.GetUtcNow() };
        var made = await people.CreateAsync(person, password);
        Assert.True(made.Succeeded, string.Join(", ", made.Errors.Select(e => e.Code)));
        if (systemRole is not null)
            await people.AddToRoleAsync(person, systemRole);
        return person.Id;
    }

    /// <summary>A tenant with a company and one person per member role; the slug is the tenant's and the company's.</summary>
    public async Task<TestTenant> AddTenantAsync(string slug, string zoneId = "Europe/Moscow")
    {
        var now = Clock.GetUtcNow();
        var (tenantId, companyId) = (Ids.New(now), Ids.New(now));
        var people = new Dictionary<MemberRole, Guid>();
        foreach (var role in Enum.GetValues<MemberRole>())
            people[role] = await AddPersonAsync($"{role}@{slug}.test".ToLowerInvariant());
        await Services.GetRequiredService<Tenants>().RunAsync(tenantId, Actor.System(tenantId, "test"), async scoped =>
        {
            await using var db = await scoped.GetRequiredService<Db>().OpenAsync();
            db.Tenants.Add(new Tenant(tenantId, slug, slug, zoneId, "ru", now));
            db.Companies.Add(new Company(tenantId, companyId, 1, slug, slug, "ru", now));
            foreach (var (role, personId) in people)
                db.Members.Add(new Member(tenantId, Ids.New(now), personId, role, now));
            await db.SaveChangesAsync();
        });
        return new TestTenant(this, tenantId, companyId, slug, people);
    }

    public async Task<T> OwnerSqlAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(Database.ConnectionString("cf_owner"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Sets app_now() so that it reads the manual clock (real time still flows on top, unnoticed at these scales).</summary>
    private Task SetDatabaseClockAsync() =>
        OwnerSqlAsync<object>($"update app_clock set shift = timestamptz '{Clock.GetUtcNow():O}' - now() returning 1");
}

/// <summary>A tenant of a test and a way to act in it.</summary>
public sealed class TestTenant(TestDomain domain, Guid id, Guid companyId, string slug, IReadOnlyDictionary<MemberRole, Guid> people)
{
    public Guid Id => id;
    public Guid CompanyId => companyId;
    public string Slug => slug;

    public Guid Person(MemberRole role) => people[role];

    /// <summary>Runs one verb as the member with this role, in a scope of its own.</summary>
    public Task<T> AsAsync<TVerb, T>(MemberRole role, Func<TVerb, Task<T>> act) where TVerb : notnull =>
        RunAsync(new Actor(people[role], id, role.ToRole()), services => act(services.GetRequiredService<TVerb>()));

    public Task<T> AsSystemAsync<TVerb, T>(Func<TVerb, Task<T>> act) where TVerb : notnull =>
        RunAsync(Actor.System(id, "test"), services => act(services.GetRequiredService<TVerb>()));

    public Task<T> RunAsync<T>(Actor actor, Func<IServiceProvider, Task<T>> work) =>
        domain.Services.GetRequiredService<Tenants>().RunAsync(id, actor, work);

    /// <summary>Reads or prepares rows directly.</summary>
    public Task<T> DbAsync<T>(Func<AppDb, Task<T>> work) => RunAsync(Actor.System(id, "test"), async services =>
    {
        await using var db = await services.GetRequiredService<Db>().OpenAsync();
        return await work(db);
    });
}
