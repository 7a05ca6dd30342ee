using System.Net;
using System.Net.Http.Headers;

namespace ContentFactory.Domain.Media.Stores;

/// <summary>No byte moved. Of no kind that the client of S3 repeats: three times too long is too long for whoever waits.</summary>
internal sealed class StoodStillException() : Exception($"No byte moved for {StillnessLimit.Limit.TotalSeconds} seconds.");

/// <summary>
/// Ends an exchange whose bytes stand still for too long: files may take as long as they take, so that nothing else bounds one. Answers
/// that are no files are bounded in size.
/// </summary>
internal sealed class StillnessLimit(HttpMessageHandler inner, TimeProvider clock) : HttpMessageHandler
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private const long SmallAnswer = 1024 * 1024;

    // the client of one store ends, the handler does not
    private readonly HttpMessageInvoker next = new(inner, disposeHandler: false);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        // a file is read as it lies there, and from a place in it
        request.Headers.AcceptEncoding.Clear();
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        using var still = new CancellationTokenSource(Limit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, still.Token);
        if (request.Content is not null)
            request.Content = new SentBody(request.Content, () => still.CancelAfter(Limit));
        try
        {
            var response = await next.SendAsync(request, both.Token);
            // no store may send what is signed to another host, and the client of S3 would follow
            response.Headers.Location = null;
            response.Content = new ReceivedBody(response.Content, clock, IsFile(request, response) ? long.MaxValue : SmallAnswer);
            return response;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw Over();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            next.Dispose();
        base.Dispose(disposing);
    }

    private static bool IsFile(HttpRequestMessage request, HttpResponseMessage response) => request.Method == HttpMethod.Get && response.IsSuccessStatusCode;

    private static StoodStillException Over() => new();

    private sealed class SentBody : HttpContent
    {
        private readonly HttpContent inner;
        private readonly Action moved;

        public SentBody(HttpContent inner, Action moved)
        {
            (this.inner, this.moved) = (inner, moved);
            Copy(inner.Headers, Headers);
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken ct) => inner.CopyToAsync(new SentStream(stream, moved), context, ct);

        protected override bool TryComputeLength(out long length) => (length = inner.Headers.ContentLength ?? -1) >= 0;

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class ReceivedBody : HttpContent
    {
        private readonly HttpContent inner;
        private readonly TimeProvider clock;
        private readonly long most;

        public ReceivedBody(HttpContent inner, TimeProvider clock, long most)
        {
            (this.inner, this.clock, this.most) = (inner, clock, most);
            Copy(inner.Headers, Headers);
        }

        protected override Task<Stream> CreateContentReadStreamAsync() => OpenAsync(CancellationToken.None);

        protected override Task<Stream> CreateContentReadStreamAsync(CancellationToken ct) => OpenAsync(ct);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken ct)
        {
            await using var body = await OpenAsync(ct);
            await body.CopyToAsync(stream, ct);
        }

        protected override bool TryComputeLength(out long length) => (length = inner.Headers.ContentLength ?? -1) >= 0;

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }

        private async Task<Stream> OpenAsync(CancellationToken ct) => new ReceivedStream(await inner.ReadAsStreamAsync(ct), clock, Limit, most, Over);
    }

    private static void Copy(HttpContentHeaders from, HttpContentHeaders to)
    {
        foreach (var (name, values) in from.NonValidated)
            to.TryAddWithoutValidation(name, values);
    }
}
