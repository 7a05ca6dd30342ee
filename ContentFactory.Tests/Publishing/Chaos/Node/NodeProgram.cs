using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>One application node as a process of its own: <c>node FOLDER NAME</c>, the rest by the environment. The domain is the real one, and of its duties run all that <c>Schedule</c> lists for publishing.</summary>
internal static class NodeProgram
{
    public const string Network = "Chaos__Network";
    public const string Skew = "Chaos__SkewSeconds";

    public static async Task<int> RunAsync(string folder, string name)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { ApplicationName = name, ContentRootPath = folder });
        builder.Configuration.AddEnvironmentVariables();
        builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat, console.UseUtcTimestamp) = (true, "HH:mm:ss.fff ", true));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(new SkewedTime(TimeSpan.FromSeconds(double.Parse(builder.Configuration["Chaos:SkewSeconds"]!, CultureInfo.InvariantCulture))));
        builder.Services.AddDomain(builder.Configuration);
        builder.Services.RemoveAll<IPlatform>();
        var network = new NetworkClient(new(builder.Configuration["Chaos:Network"]!), name);
        foreach (var flavour in Flavour.All)
            builder.Services.AddSingleton<IPlatform>(new ChaosPlatform(flavour, network));
        builder.Services.AddDataDuties();
        foreach (var duty in new ServiceCollection().AddDuties().Where(d => d.ImplementationType?.Namespace == typeof(PublishingLoop).Namespace))
            builder.Services.Add(duty);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        using var node = builder.Build();
        await node.StartAsync();
        _ = SayWhenReadyAsync(node.Services.GetRequiredService<Started>(), name);
        await node.WaitForShutdownAsync();
        return 0;
    }

    private static async Task SayWhenReadyAsync(Started started, string name)
    {
        await started.WaitAsync(CancellationToken.None);
        Console.WriteLine($"{ChildProcess.Ready}{name}");
    }

    /// <summary>A machine whose clock is wrong; how time passes there is right.</summary>
    private sealed class SkewedTime(TimeSpan skew) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + skew;
    }
}
