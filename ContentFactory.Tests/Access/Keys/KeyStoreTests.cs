using ContentFactory.Domain;
using ContentFactory.Domain.Access.Keys;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ContentFactory.Tests.Access.Keys;

/// <summary>Folder and second database keep the same promises.</summary>
public sealed class KeyStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder folder = new();
    private readonly List<DataSources> opened = [];
    private TestDatabase main = null!;
    private TestDatabase? second;

    public async Task InitializeAsync() => main = await TestDatabase.CreateAsync();

    public async Task DisposeAsync()
    {
        foreach (var sources in opened)
            await sources.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_generation_is_added_once_whoever_adds_it(bool inDatabase)
    {
        var (one, other, tenant) = (await StoreAsync(inDatabase), await StoreAsync(inDatabase), Ids.New(TimeProvider.System));
        one.Identify(Ids.New(TimeProvider.System));

        var added = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => (i % 2 == 0 ? one : other).Add(tenant, new(1, [(byte)i], Now)))));

        var kept = Assert.Single(one.Read(tenant));
        Assert.Single(added, a => a);
        Assert.Equal((1, (byte)Array.IndexOf(added, true), Now), (kept.Generation, kept.Wrapped[0], kept.CreatedAt));
        Assert.Empty(one.Read(Ids.New(TimeProvider.System)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Former_generations_go_alone_and_a_forgotten_tenant_wholly(bool inDatabase)
    {
        var (store, tenant, other) = (await StoreAsync(inDatabase), Ids.New(TimeProvider.System), Ids.New(TimeProvider.System));
        store.Identify(Ids.New(TimeProvider.System));
        store.Add(tenant, new(1, [1], Now));
        store.Add(other, new(1, [9], Now));
        Assert.Empty(store.Rotated());
        store.Add(tenant, new(2, [2], Now));
        Assert.Equal([tenant], store.Rotated());

        store.Remove(tenant, 1);
        Assert.Equal([2], store.Read(tenant).Select(k => k.Generation));
        store.Forget(tenant);
        store.Forget(tenant);
        Assert.Empty(store.Read(tenant));
        Assert.Single(store.Read(other));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_store_is_named_once(bool inDatabase)
    {
        var (one, other) = (await StoreAsync(inDatabase), await StoreAsync(inDatabase));
        Assert.Null(one.Identity());

        var names = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Named(i % 2 == 0 ? one : other))));

        Assert.Single(names.Distinct());
        Assert.Equal(names[0], other.Identity());

        // who meets the other's name half written tries again
        static Guid Named(ITenantKeyStore store)
        {
            while (true)
                try
                {
                    return store.Identify(Ids.New(TimeProvider.System));
                }
                catch (KeysAwayException)
                {
                }
        }
    }

    [Fact]
    public void Files_of_keys_are_for_their_owner_alone()
    {
        var (store, tenant) = (new FileKeyStore(folder.Path), Ids.New(TimeProvider.System));
        store.Identify(Ids.New(TimeProvider.System));
        store.Add(tenant, new(1, [1], Now));

        var files = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories);
        Assert.Equal(2, files.Length);
        Assert.All(files, f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(f)));
        Assert.All(Directory.GetDirectories(folder.Path).Append(folder.Path), f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(f)));
    }

    [Fact]
    public void A_key_whose_node_died_while_it_wrote_is_passed_over()
    {
        var (store, tenant) = (new FileKeyStore(folder.Path), Ids.New(TimeProvider.System));
        store.Add(tenant, new(1, [1], Now));
        File.WriteAllText(Path.Combine(folder.Path, tenant.ToString("N"), "2.key"), "2026-12-01T09:");

        Assert.Equal([1], store.Read(tenant).Select(k => k.Generation));
        Assert.False(store.Add(tenant, new(2, [2], Now)));
        Assert.True(store.Add(tenant, new(3, [3], Now)));
    }

    [Fact]
    public void An_empty_folder_is_a_store_that_is_away_and_not_one_without_keys()
    {
        Directory.CreateDirectory(folder.Path);
        Assert.Throws<KeysAwayException>(() => new FileKeyStore(folder.Path).Read(Ids.New(TimeProvider.System)));
        Assert.Throws<KeysAwayException>(() => new FileKeyStore(Path.Combine(folder.Path, "none")).Read(Ids.New(TimeProvider.System)));
    }

    [Fact]
    public void A_database_that_does_not_answer_is_away()
    {
        var settings = main.Settings();
        settings["ConnectionStrings:Keys"] = "Host=127.0.0.1;Port=1;Database=keys;Username=keys;Password=x;Timeout=1";
        Assert.Throws<KeysAwayException>(() => Store(settings).Read(Ids.New(TimeProvider.System)));
    }

    [Fact]
    public void The_main_database_is_refused_as_a_store()
    {
        var settings = main.Settings();
        settings["ConnectionStrings:Keys"] = main.ConnectionString("cf_owner");
        Assert.Equal("ConnectionStrings__Keys", Assert.Throws<ConfigurationException>(() => Store(settings)).Setting);
    }

    [Fact]
    public async Task An_installation_with_a_second_database_keeps_its_keys_there()
    {
        second = await TestDatabase.CreateEmptyAsync();
        var domain = new ApartDomain(second.ConnectionString("cf_owner"), folder.Path);
        await domain.InitializeAsync();
        var tenant = await domain.AddTenantAsync("apart");
        var (seal, purpose) = (domain.Services.GetRequiredService<TenantSeal>(), new SealPurpose("A", tenant.Id, "1"));

        var cipher = seal.Seal(purpose, "secret");
        domain.Services.GetRequiredService<TenantKeys>().Renew(tenant.Id);

        Assert.Equal("secret", seal.OpenText(purpose, seal.Renew(purpose, cipher)!));
        await using var connection = await Sql.OpenAsync(second.ConnectionString("cf_owner"));
        Assert.Equal(2, await Sql.ValueAsync<long>(connection, "select count(*) from tenant_keys where tenant_id = $1", tenant.Id));
        Assert.False(Directory.Exists(folder.Path));
        domain.Services.GetRequiredService<TenantKeys>().Forget(tenant.Id);
        Assert.Null(seal.Open(purpose, cipher));
        await domain.DisposeAsync();
    }

    private sealed class ApartDomain(string keys, string folder) : TestDomain
    {
        protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [new("ConnectionStrings:Keys", keys), new("Keys:Folder", folder)];
    }

    private async Task<ITenantKeyStore> StoreAsync(bool inDatabase)
    {
        if (!inDatabase)
            return new FileKeyStore(folder.Path);
        second ??= await TestDatabase.CreateEmptyAsync();
        var settings = main.Settings();
        settings["ConnectionStrings:Keys"] = new NpgsqlConnectionStringBuilder(second.ConnectionString("cf_owner")) { Pooling = false }.ConnectionString;
        return Store(settings);
    }

    private DatabaseKeyStore Store(Dictionary<string, string?> settings)
    {
        opened.Add(new DataSources(Connections.From(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())));
        return new(new KeysDb(opened[^1]));
    }
}
