using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Journeys;

/// <summary>A start that cannot succeed ends with one sentence that its operator can act on, and the exit code 1.</summary>
public sealed class FailedStartTests
{
    [Theory]
    [InlineData("Publishing__BatchSize", "abc", "a whole number")]
    [InlineData("Publishing__BatchSize", "0", "between 1 and 1000")]
    [InlineData("Outgoing__TotalTime", "soon", "a time such as")]
    [InlineData("Platforms__Telegram__BaseUrl", "ftp://example.com", "https address")]
    [InlineData("Urls", "nonsense", "http://localhost:5080")]
    [InlineData("Urls", "http://localhost:99999", "http://localhost:5080")]
    public async Task Wrong_value_is_named_with_what_is_accepted(string setting, string value, string accepted)
    {
        var database = await TestDatabase.CreateAsync();
        var settings = database.Settings().ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value!);
        settings[setting] = value;
        await RefusedAsync(settings, [], setting, accepted);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=x;Username=cf_app;Password=hidden-one;No Reset On Close=true", "No Reset On Close")]
    [InlineData("Host=127.0.0.1;Port=1;Database=x;Username=cf_app;Password=hidden-one;Multiplexing=true", "Multiplexing")]
    [InlineData("Host=127.0.0.1;Wrong Word=x;Password=hidden-one", "Host=...;Database=...")]
    public async Task Connection_string_that_loses_the_tenant_is_refused(string connectionString, string said) =>
        await RefusedAsync(new() { ["ConnectionStrings__Default"] = connectionString }, [], "ConnectionStrings__Default", said);

    [Fact]
    public async Task Taken_port_is_named_with_another_to_choose()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await RefusedAsync([], ["--port", port.ToString(CultureInfo.InvariantCulture)], $"Port {port}", $"--port {port + 1}");
    }

    [Fact]
    public async Task Data_folder_that_cannot_be_made_is_named()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path);
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "");
        await RefusedAsync([], ["--data", Path.Combine(file, "data")], file, "--data");
    }

    private static async Task RefusedAsync(Dictionary<string, string> settings, string[] arguments, params string[] parts)
    {
        using var folder = new TemporaryFolder();
        var (code, said) = await RunningProgram.RunToEndAsync(folder.Path, settings, arguments);
        Assert.Equal(1, code);
        Assert.All(parts, part => Assert.Contains(part, said, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-one", said, StringComparison.Ordinal);
    }
}
