using System.Net;

namespace ContentFactory.Domain.Platforms.Http;

/// <summary>
/// A request body that knows whether its sending has begun. A request with a body of which no byte left this machine had no effect,
/// whatever broke (a connection or handshake that never finished): that is a proof of "not sent" which a plain timeout lacks.
/// </summary>
internal sealed class TrackedContent : HttpContent
{
    private readonly HttpContent inner;

    public TrackedContent(HttpContent inner)
    {
        this.inner = inner;
        foreach (var (name, values) in inner.Headers)
            Headers.TryAddWithoutValidation(name, values);
    }

    public bool Started { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Started = true;
        return inner.CopyToAsync(stream, context, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = inner.Headers.ContentLength ?? 0;
        return inner.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
