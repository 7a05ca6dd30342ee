using System.Net;

namespace ContentFactory.Domain.Platforms.Http;

/// <summary>A file as it is read from the media store. The framework's stream content has no length for a stream that cannot seek, and the whole form would go out in chunks.</summary>
/// <param name="stream">Sent from where it stands: an upload that goes on begins after what has arrived.</param>
/// <param name="size">What is sent of a stream that cannot seek.</param>
internal sealed class FileContent(Stream stream, long size) : HttpContent
{
    private readonly long rest = stream.CanSeek ? stream.Length - stream.Position : size;

    protected override Task SerializeToStreamAsync(Stream target, TransportContext? context) =>
        SerializeToStreamAsync(target, context, CancellationToken.None);

    // A media store fails in its own ways; from here on every one of them is a broken transmission.
    protected override async Task SerializeToStreamAsync(Stream target, TransportContext? context, CancellationToken cancellationToken)
    {
        try
        {
            await stream.CopyToAsync(target, cancellationToken);
        }
        catch (Exception error) when (error is not (OperationCanceledException or IOException))
        {
            throw new IOException(error.GetType().Name, error);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = rest;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stream.Dispose();
        base.Dispose(disposing);
    }
}
