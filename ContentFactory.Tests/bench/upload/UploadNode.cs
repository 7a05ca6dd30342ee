using System.Globalization;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.YouTube;
using ContentFactory.Tests.Publishing.Chaos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Bench;

/// <summary>The process that uploads: the connector alone, with its handle in a file instead of the database.</summary>
internal static class UploadNode
{
    public const string Video = "video.mp4";
    public const string End = "end.txt";

    private const string Handle = "handle.txt";

    public static async Task<int> RunAsync(string folder, string address)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Platforms:YouTube:BaseUrl", (string?)address)]).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging();
        services.AddYouTube(configuration);
        await using var provider = services.BuildServiceProvider();
        var platform = provider.GetRequiredService<IPlatform>();
        var account = new PlatformAccount("UC1", "cf", new Dictionary<string, string> { [AccountTokens.Access] = "bench" });
        var file = Path.Combine(folder, Video);
        var media = new OutgoingMedia(MediaKind.Video, Video, "video/mp4", new FileInfo(file).Length, null, null, null, _ => Task.FromResult<Stream>(File.OpenRead(file)));

        Console.WriteLine(ChildProcess.Ready + Megabytes("VmRSS", "self").ToString(CultureInfo.InvariantCulture));
        PublishOutcome outcome;
        do
            outcome = await platform.PublishAsync(account, new("Bench\nA video of 200 MB", [media], Ticket: TicketIn(folder)), CancellationToken.None);
        while (outcome.Kind is PublishKind.Waiting);
        await File.WriteAllTextAsync(Path.Combine(folder, End), string.Create(CultureInfo.InvariantCulture, $"{Megabytes("VmHWM", "self")} {outcome.Kind}"));
        return outcome.Kind is PublishKind.Published ? 0 : 1;
    }

    public static double Megabytes(string line, string process)
    {
        var found = File.ReadLines($"/proc/{process}/status").Single(one => one.StartsWith($"{line}:", StringComparison.Ordinal));
        return double.Parse(found.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    private static PublishTicket TicketIn(string folder)
    {
        var file = Path.Combine(folder, Handle);
        return new(Guid.Empty, File.Exists(file) ? File.ReadAllText(file) : null, async handle =>
        {
            await File.WriteAllTextAsync(file, handle);
            return true;
        })
        { Budget = TimeSpan.FromSeconds(90) };
    }
}
