using ContentFactory.Domain.Media.Stores;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Media.Stores;

/// <summary>A real S3 server in a process of its own.</summary>
public sealed class S3Server : IAsyncLifetime
{
    private const string Bucket = "media";

    private readonly TemporaryFolder folder = new();
    private NodeServer? server;

    /// <summary>With a prefix that a person may have chosen.</summary>
    internal S3Settings Settings => new(new Uri($"http://127.0.0.1:{server!.Port}"), "us-east-1", Bucket, "S3RVER", "S3RVER") { Prefix = "фабрика/медиа файлы" };

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(folder.Path);
        server = await NodeServer.StartAsync("Media/Stores/s3-server.js", folder.Path, Bucket);
    }

    public async Task DisposeAsync()
    {
        await KillAsync();
        folder.Dispose();
    }

    public async Task KillAsync()
    {
        if (Interlocked.Exchange(ref server, null) is { } running)
            await running.DisposeAsync();
    }
}
