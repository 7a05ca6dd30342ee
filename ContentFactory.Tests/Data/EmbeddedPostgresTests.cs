using System.Diagnostics;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Data.Embedded;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace ContentFactory.Tests.Data;

public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Starts_on_empty_folder_and_keeps_its_data()
    {
        await using (var first = await StartAsync())
        {
            await RunAsync(first, "cf_owner", "create table kept as select 42 as answer");
        }

        await using var second = await StartAsync();
        Assert.Equal(42, await AskAsync(second, "cf_owner", "select answer from kept"));
    }

    [Fact]
    public async Task Gives_roles_no_more_than_they_need()
    {
        await using var postgres = await StartAsync();

        Assert.Equal(0L, await AskAsync(postgres, "cf_app", "select count(*) from pg_roles where rolname like 'cf%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or not rolcanlogin)"));
        Assert.Equal("cf_owner", await AskAsync(postgres, "cf_app", "select datdba::regrole::text from pg_database where datname = current_database()"));
        await RunAsync(postgres, "cf_owner", "create function peek() returns int language sql security definer as 'select 1'; alter function peek() owner to cf_system");
        await Assert.ThrowsAsync<PostgresException>(() => RunAsync(postgres, "cf_app", "create table mine (id int)"));
        await RunAsync(postgres, "cf_owner", "create index on pg_temp.none using gin (a gin_trgm_ops)", prepare: "create temp table none (a text)");
    }

    [Fact]
    public async Task Listens_on_a_private_socket_and_hides_passwords()
    {
        await using var postgres = await StartAsync();

        Assert.Equal("", await AskAsync(postgres, "postgres", "show listen_addresses"));
        Assert.Equal("rw-------", ModeOf(Path.Combine(folder.Path, "postgres-secrets.json")));
        Assert.Equal("rw-------", ModeOf(Path.Combine(folder.Path, "postgres.log")));
        Assert.Equal("rwx------", ModeOf(new NpgsqlConnectionStringBuilder(postgres.ConnectionString("cf_app")).Host!));
        var wrong = new NpgsqlConnectionStringBuilder(postgres.ConnectionString("cf_app")) { Password = "guess", Pooling = false };
        await Assert.ThrowsAsync<PostgresException>(() => new NpgsqlConnection(wrong.ConnectionString).OpenAsync());
    }

    [Fact]
    public async Task Refuses_a_second_instance_on_the_same_folder()
    {
        await using var first = await StartAsync();

        var refused = await Assert.ThrowsAsync<DataFolderException>(StartAsync);

        Assert.Contains("already running", refused.Message, StringComparison.Ordinal);
        Assert.Contains(folder.Path, refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await AskAsync(first, "cf_app", "select 1"));
    }

    [Fact]
    public async Task Says_so_when_the_folder_cannot_be_written()
    {
        await File.WriteAllTextAsync(folder.Path, "a file stands where the folder should be");

        var refused = await Assert.ThrowsAsync<DataFolderException>(StartAsync);

        File.Delete(folder.Path);
        Assert.Contains(folder.Path, refused.Message, StringComparison.Ordinal);
        Assert.Contains("--data", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_to_install_when_PostgreSQL_is_missing()
    {
        var missing = await Assert.ThrowsAsync<DataFolderException>(
            () => EmbeddedPostgresBinaries.FindAsync(null, [Path.GetTempPath()], CancellationToken.None));

        Assert.Contains("apt-get install postgresql", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Brings_a_killed_server_back_while_running()
    {
        await using var postgres = await StartAsync();
        var recovered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        postgres.Recovered += recovered.SetResult;
        var killed = postgres.ProcessId;

        Kill(killed);
        await recovered.Task.WaitAsync(TimeSpan.FromMinutes(1));

        Assert.NotEqual(killed, postgres.ProcessId);
        Assert.Equal(1, await AskAsync(postgres, "cf_app", "select 1"));
    }

    [Fact]
    public async Task Adopts_the_server_a_killed_application_left()
    {
        var before = await StartAsync();
        before.Abandon();

        await using var after = await StartAsync();

        Assert.Equal(before.ProcessId, after.ProcessId);
        Assert.Equal(1, await AskAsync(after, "cf_app", "select 1"));
        await after.StopAsync();
        Assert.False(Directory.Exists($"/proc/{after.ProcessId}") && EmbeddedPostgresPidFile.Read(Cluster) is not null);
    }

    [Fact]
    public async Task Brings_an_adopted_server_back_when_killed()
    {
        (await StartAsync()).Abandon();
        await using var postgres = await StartAsync();
        var recovered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        postgres.Recovered += recovered.SetResult;

        Kill(postgres.ProcessId);
        await recovered.Task.WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(1, await AskAsync(postgres, "cf_app", "select 1"));
    }

    [Fact]
    public async Task Starts_over_a_pid_file_of_another_process()
    {
        await using (await StartAsync())
        {
        }

        await File.WriteAllTextAsync(Path.Combine(Cluster, "postmaster.pid"), $"{Environment.ProcessId}\n{Cluster}\n1\n5432\n/tmp\n\n0 0\nready\n");

        await using var postgres = await StartAsync();
        Assert.Equal(1, await AskAsync(postgres, "cf_app", "select 1"));
    }

    [Fact]
    public async Task Starts_again_after_an_interrupted_first_start()
    {
        Directory.CreateDirectory(folder.Path);
        using var watcher = new FileSystemWatcher(folder.Path, "postgres.new-*") { EnableRaisingEvents = true };
        using var soon = new CancellationTokenSource();
        watcher.Created += (_, _) => soon.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StartAsync(folder.Path, soon.Token));
        Assert.NotEmpty(Directory.GetDirectories(folder.Path, "postgres.new-*"));
        Assert.False(Directory.Exists(Cluster));

        await using var postgres = await StartAsync();

        Assert.Equal(1, await AskAsync(postgres, "cf_app", "select 1"));
        Assert.Empty(Directory.GetDirectories(folder.Path, "postgres.new-*"));
    }

    [Fact]
    public async Task Runs_in_a_session_that_ctrl_C_misses()
    {
        await using var postgres = await StartAsync();

        var session = (await File.ReadAllTextAsync($"/proc/{postgres.ProcessId}/stat")).Split(") ")[1].Split(' ')[3];

        Assert.Equal($"{postgres.ProcessId}", session);
    }

    [Fact]
    public async Task Makes_new_passwords_when_the_file_is_lost()
    {
        (await StartAsync()).Abandon();
        File.Delete(Path.Combine(folder.Path, "postgres-secrets.json"));

        await using var postgres = await StartAsync();

        Assert.Equal(1, await AskAsync(postgres, "cf_app", "select 1"));
    }

    [Fact]
    public async Task Lives_under_a_folder_others_cannot_enter()
    {
        using var parent = new TemporaryFolder();
        const UnixFileMode closed = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(parent.Path, closed);
        var inside = Path.Combine(parent.Path, "data");

        await using (var postgres = await StartAsync(inside))
        {
            Assert.Equal(1, await AskAsync(postgres, "cf_app", "select 1"));
        }

        await using (var again = await StartAsync(inside))
        {
            Assert.Equal(1, await AskAsync(again, "cf_app", "select 1"));
        }

        Assert.Equal(closed, File.GetUnixFileMode(parent.Path));
        TemporaryFolder.Delete(inside);
    }

    [Fact]
    public async Task Shortens_a_socket_path_that_is_too_long()
    {
        var deep = Path.Combine(folder.Path, new string('d', 100));
        Directory.CreateDirectory(folder.Path);

        await using var postgres = await StartAsync(deep);

        Assert.Equal(1, await AskAsync(postgres, "cf_app", "select 1"));
    }

    private string Cluster => Path.Combine(folder.Path, "postgres");

    private Task<EmbeddedPostgres> StartAsync() => StartAsync(folder.Path);

    private static Task<EmbeddedPostgres> StartAsync(string data, CancellationToken ct = default) =>
        EmbeddedPostgres.StartAsync(new() { DataFolder = data, Durable = false, MaxConnections = 20 }, NullLogger.Instance, TimeProvider.System, ct);

    private static void Kill(int pid) => Process.GetProcessById(pid).Kill();

    private static string ModeOf(string path)
    {
        var mode = (int)File.GetUnixFileMode(path);
        return string.Concat("rwxrwxrwx".Select((letter, place) => (mode & (256 >> place)) != 0 ? letter : '-'));
    }

    private static async Task RunAsync(EmbeddedPostgres postgres, string role, string sql, string prepare = "select 1") =>
        await AskAsync(postgres, role, $"{prepare}; {sql}");

    private static async Task<object?> AskAsync(EmbeddedPostgres postgres, string role, string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString(role) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
