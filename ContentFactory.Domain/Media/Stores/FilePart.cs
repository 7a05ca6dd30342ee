using System.Net;

namespace ContentFactory.Domain.Media.Stores;

/// <summary>A piece of a file of this machine as the body of a request, read while it is sent.</summary>
internal sealed class FilePart(string path, long offset, long length) : HttpContent
{
    private const int BufferBytes = 64 * 1024;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken ct)
    {
        await using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous });
        file.Position = offset;
        var buffer = new byte[BufferBytes];
        for (var left = length; left > 0;)
        {
            var count = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), ct);
            if (count == 0)
                throw new EndOfStreamException();
            await stream.WriteAsync(buffer.AsMemory(0, count), ct);
            left -= count;
        }
    }

    protected override bool TryComputeLength(out long computed) => (computed = length) >= 0;
}
