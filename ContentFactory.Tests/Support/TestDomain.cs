using ContentFactory.Domain;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ContentFactory.Tests.Support;

/// <summary>The domain on a database of its own, without a web server and without running duties. One per test class (IClassFixture).</summary>
public class TestDomain : IAsyncLifetime
{
    /// <summary>Where the clock of every class begins; the template has the months around it.</summary>
    internal static readonly DateTimeOffset Start = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    private ServiceProvider? services;
    private (int Year, int Month) partitioned = (Start.Year, Start.Month);

    public ManualTime Clock { get; } = new(Start);
    public TestDatabase Database { get; private set; } = null!;
    public IServiceProvider Services => services ?? throw new InvalidOperationException("Not initialised.");

    /// <summary>Settings that a test class needs beside the database; they outrank its connection strings.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string?>> MoreSettings => [];

    protected virtual void Configure(IServiceCollection collection) { }

    public virtual async Task InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Database.Settings()).AddInMemoryCollection(MoreSettings).Build();
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

    public Task<Guid> AddPersonAsync(string email, string password = Seed.Password, string? systemRole = null) => Seed.PersonAsync(Services, email, password, systemRole);

    /// <summary>A tenant with a company and one person per member role; the slug is the tenant's and the company's.</summary>
    public virtual Task<TestTenant> AddTenantAsync(string slug, string zoneId = "Europe/Moscow") => Seed.TenantAsync(Services, slug, zoneId);

    public async Task<T> OwnerSqlAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(Database.ConnectionString("cf_owner"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Sets app_now() so that it reads the manual clock (real time still flows on top, unnoticed at these scales).</summary>
    private async Task SetDatabaseClockAsync()
    {
        var now = Clock.GetUtcNow();
        await OwnerSqlAsync<object>($"update app_clock set shift = timestamptz '{now:O}' - now() returning 1");
        if (partitioned == (now.Year, now.Month))
            return;
        await OwnerSqlAsync<int>("select ensure_all_partitions()");
        partitioned = (now.Year, now.Month);
    }
}
