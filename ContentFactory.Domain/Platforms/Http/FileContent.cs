using System.Buffers;
using System.Net;

namespace ContentFactory.Domain.Platforms.Http;

/// <summary>
/// A file of the media store or a part of it, read while it is sent: never more of it in memory than one small buffer. The framework's stream
/// content sends to the stream's end, and in chunks where that cannot seek.
/// </summary>
/// <param name="stream">Stands at the first byte to send, and belongs to this content.</param>
internal sealed class FileContent(Stream stream, long length) : HttpContent
{
    private const int Buffer = 64 * 1024;

    protected override Task SerializeToStreamAsync(Stream target, TransportContext? context) =>
        SerializeToStreamAsync(target, context, CancellationToken.None);

    // a media store fails in its own ways; from here on each of them is a broken transmission
    protected override async Task SerializeToStreamAsync(Stream target, TransportContext? context, CancellationToken cancellationToken)
    {
        try
        {
            await CopyAsync(target, cancellationToken);
        }
        catch (Exception error) when (error is not (OperationCanceledException or IOException))
        {
            throw new IOException(error.GetType().Name, error);
        }
    }

    protected override bool TryComputeLength(out long size)
    {
        size = length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stream.Dispose();
        base.Dispose(disposing);
    }

    private async Task CopyAsync(Stream target, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Buffer);
        try
        {
            for (var left = length; left > 0;)
            {
                var count = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), ct);
                if (count == 0)
                    throw new IOException("The file is shorter than it was.");
                await target.WriteAsync(buffer.AsMemory(0, count), ct);
                left -= count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
