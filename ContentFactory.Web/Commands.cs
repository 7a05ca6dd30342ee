using System.Net;
using System.Net.Sockets;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Access.Keys;
using ContentFactory.Domain.Admin;
using ContentFactory.Domain.Analytics;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Data.Embedded;
using ContentFactory.Web.Demo;
using ContentFactory.Web.Shell;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ContentFactory.Web;

/// <summary>The commands of the program. Each keeps the embedded PostgreSQL only where no connection string is given.</summary>
internal static class Commands
{
    public static async Task<int> RunAsync(CommandLine line)
    {
        if (line is { Command: Command.Serve, Port: > 0 } && IsTaken(line.Port))
            return await SayTakenAsync(line.Port);
        using var quietLogs = LoggerFactory.Create(logs => logs.AddLogs());
        var visited = line.Command is Command.Serve ? null : await VisitAsync(Path.GetFullPath(line.DataFolder), CancellationToken.None);
        await using var postgres = visited is null ? await EmbeddedAsync(line, quietLogs) : null;
        var settings = (visited ?? Own(postgres)) is { } connection ? Settings(connection) : [];
        settings["Data:Folder"] = Path.GetFullPath(line.DataFolder);
        settings["Media:Folder"] = Environment.GetEnvironmentVariable("Media__Folder") ?? Path.Combine(Path.GetFullPath(line.DataFolder), "media");
        // Kestrel chooses a free port only for a numeric address
        var url = line.Port == 0 ? "http://127.0.0.1:0" : $"http://localhost:{line.Port}";
        if (line.Demo)
            DemoSetup.TurnOn(settings, line.Port);
        var builder = Application.CreateBuilder(url, settings);
        return line.Command switch
        {
            Command.Migrate => await MigrateAsync(builder),
            Command.CreateAdmin => await CreateAdminAsync(builder, line.Email!),
            Command.RebuildNumbers => await RebuildNumbersAsync(builder, line.Tenant),
            Command.RotateKeys => await RotateKeysAsync(builder, line.Tenant),
            Command.Serve or Command.Help => await ServeAsync(builder, line),
        };
    }

    /// <summary>Asked before anything starts; what takes the port in between is found by the start itself.</summary>
    private static bool IsTaken(int port)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return false;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse)
        {
            return true;
        }
    }

    private static async Task<int> SayTakenAsync(int port)
    {
        await Console.Error.WriteLineAsync($"Port {port} is taken. Stop the other program or choose another port: ./run --port {port + 1}");
        return 1;
    }

    private static Task<Func<string, string>?> VisitAsync(string dataFolder, CancellationToken ct) =>
        HasOwnDatabase ? Task.FromResult<Func<string, string>?>(null) : EmbeddedPostgresVisit.FindAsync(dataFolder, ct);

    private static bool HasOwnDatabase => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable("ConnectionStrings__Default"));

    private static async Task<EmbeddedPostgres?> EmbeddedAsync(CommandLine line, ILoggerFactory logs)
    {
        if (HasOwnDatabase)
            return null;
        var options = new EmbeddedPostgresOptions { DataFolder = Path.GetFullPath(line.DataFolder) };
        return await EmbeddedPostgres.StartAsync(options, logs.CreateLogger<EmbeddedPostgres>(), TimeProvider.System, CancellationToken.None);
    }

    private static Func<string, string>? Own(EmbeddedPostgres? postgres) => postgres is null ? null : role => postgres.ConnectionString(role);

    private static Dictionary<string, string?> Settings(Func<string, string> connection) => new()
    {
        ["ConnectionStrings:Default"] = connection("cf_app"),
        ["ConnectionStrings:System"] = connection("cf_system"),
        ["ConnectionStrings:Owner"] = connection("cf_owner"),
    };

    private static async Task<int> ServeAsync(WebApplicationBuilder builder, CommandLine line)
    {
        await using var app = Application.Build(builder);
        // the host would log a wrong setting with a stack trace before it tells us
        app.Services.GetService<IStartupValidator>()?.Validate();
        try
        {
            await app.StartAsync();
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException or SocketException)
        {
            return await SayTakenAsync(line.Port);
        }
        var stopping = app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            await app.Services.GetRequiredService<Started>().WaitAsync(stopping);
            var demo = line.Demo ? await app.Services.GetRequiredService<DemoSeed>().RunAsync(stopping) : null;
            // what the start needed once goes back to the machine
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            Console.WriteLine($"Listening on {app.Urls.First()}");
            if (demo is not null)
                Console.WriteLine(demo);
        }
        catch (OperationCanceledException)
        {
        }
        await app.WaitForShutdownAsync();
        return app.Services.GetRequiredService<StartUp>().Fault is { } fault ? throw fault : 0;
    }

    /// <summary>Given only a mighty role's connection, makes the roles of the application first.</summary>
    private static async Task<int> MigrateAsync(WebApplicationBuilder builder)
    {
        var roles = string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString("Owner"))
            ? await RolesSetup.EnsureAsync(builder.Configuration.GetConnectionString("Default")!, CancellationToken.None)
            : null;
        await using var app = builder.Build();
        await app.Services.GetRequiredService<Migrate>().RunAsync(roles?.Owner, CancellationToken.None);
        Console.WriteLine($"The database is at {Domain.Data.Migrate.Known()[^1]}");
        if (roles is { Made.Count: > 0 })
            Console.WriteLine("New database roles. These settings are shown this once; keep them as secrets:");
        foreach (var (role, connectionString) in roles?.Made ?? [])
            Console.WriteLine($"ConnectionStrings__{(role is "cf_app" ? "Default" : role is "cf_system" ? "System" : "Owner")}={connectionString}");
        return 0;
    }

    private static async Task<int> CreateAdminAsync(WebApplicationBuilder builder, string email)
    {
        await using var app = builder.Build();
        await app.Services.GetRequiredService<Migrate>().RunAsync(CancellationToken.None);
        await using var scope = app.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var admins = scope.ServiceProvider.GetRequiredService<AdminAccounts>();
        var person = await people.FindByEmailAsync(email);
        if (person is null)
        {
            var password = ReadPassword();
            var made = await scope.ServiceProvider.GetRequiredService<Registration>().RegisterAsync(new NewPerson(email, password, email.Split('@')[0], "en"));
            if (!made.Ok)
                return await RefuseAsync(app, made.Problem);
            person = made.Value;
        }
        else
        {
            await Console.Error.WriteLineAsync("An account with this address exists. Its password is replaced, its sessions end, and nothing else opens it any more.");
            if (await admins.TakeOverAsync(person, ReadPassword(), CancellationToken.None) is { Ok: false } refused)
                return await RefuseAsync(app, refused.Problem);
        }
        if (await admins.MakeAdminAsync(person, CancellationToken.None) is { Ok: false } failed)
            return await RefuseAsync(app, failed.Problem);
        Console.WriteLine($"{email} is an administrator.");
        return 0;
    }

    private static async Task<int> RebuildNumbersAsync(WebApplicationBuilder builder, string? tenant)
    {
        await using var app = builder.Build();
        var made = await app.Services.GetRequiredService<NumbersRebuild>().RunAsync(tenant, CancellationToken.None);
        if (tenant is not null && made == 0)
            return await SayUnknownAsync(tenant);
        Console.WriteLine($"Made the numbers of {made} {(made == 1 ? "tenant" : "tenants")} anew.");
        return 0;
    }

    private static async Task<int> RotateKeysAsync(WebApplicationBuilder builder, string? tenant)
    {
        await using var app = builder.Build();
        try
        {
            var outcome = await app.Services.GetRequiredService<KeyRotation>().RotateAsync(tenant, CancellationToken.None);
            if (tenant is not null && outcome.Tenants == 0)
                return await SayUnknownAsync(tenant);
            Console.WriteLine($"{outcome.Tenants} {(outcome.Tenants == 1 ? "tenant" : "tenants")}: re-wrapped {outcome.Renewed} of {outcome.Secrets} secrets. Former keys go by themselves after a day.");
            if (outcome.Renewed < outcome.Secrets)
                await Console.Error.WriteLineAsync($"{outcome.Secrets - outcome.Renewed} were changed at this moment, which ends by itself within the hour, or do not open any more: their keys are lost.");
            return 0;
        }
        catch (KeysAwayException e)
        {
            await Console.Error.WriteLineAsync($"{e.Message}. Nothing is lost; start the command again when it is back.");
            return 1;
        }
    }

    private static async Task<int> SayUnknownAsync(string tenant)
    {
        await Console.Error.WriteLineAsync($"There is no tenant '{tenant}'");
        return 1;
    }

    private static async Task<int> RefuseAsync(WebApplication app, Problem problem)
    {
        await Console.Error.WriteLineAsync(app.Services.GetRequiredService<Ui.ProblemText>().Of(problem));
        return 1;
    }

    /// <summary>Not shown while typed at a terminal; a pipe gives one line.</summary>
    private static string ReadPassword()
    {
        Console.Error.Write("Password (at least 10 characters): ");
        if (Console.IsInputRedirected)
            return Console.ReadLine() ?? "";
        var typed = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key is ConsoleKey.Backspace && typed.Length > 0)
                typed.Length--;
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }
        Console.Error.WriteLine();
        return typed.ToString();
    }
}
