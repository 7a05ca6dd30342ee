using System.Globalization;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Instagram;

/// <summary>Sends the bytes of a video into its container, from where an earlier call broke off.</summary>
internal sealed class InstagramUpload(Graph graph, TimeProvider clock)
{
    /// <summary>Null when all has arrived. Nothing is published by it: what broke off goes on with the next call.</summary>
    public async Task<PublishOutcome?> SendAsync(GraphSeat seat, string container, OutgoingMedia file, long from, TimeSpan time, CancellationToken ct)
    {
        if (time <= TimeSpan.Zero)
            return InstagramErrors.Wait(TimeSpan.FromSeconds(1), "Uploading");
        if (await OpenAsync(file, from, ct) is not { } bytes)
            return new(PublishKind.NotSent, Code: "file", Reason: InstagramErrors.Text(ProblemKind.Unavailable, null, "FileUnreadable", file.FileName));
        using var timeout = new CancellationTokenSource(time, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            return Read(await graph.UploadAsync(Request(seat, container, file, bytes, from), stop.Token), seat);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return InstagramErrors.Wait(TimeSpan.FromSeconds(1), "Uploading");
        }
    }

    private static async Task<Stream?> OpenAsync(OutgoingMedia file, long from, CancellationToken ct)
    {
        Stream? bytes = null;
        try
        {
            bytes = await file.Open(ct);
            if (from > 0)
                bytes.Seek(from, SeekOrigin.Begin);
            return bytes;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            if (bytes is not null)
                await bytes.DisposeAsync();
            return null;
        }
    }

    private HttpRequestMessage Request(GraphSeat seat, string container, OutgoingMedia file, Stream bytes, long from)
    {
        var host = graph.Host(seat.Account.ApiBase, InstagramLogin.UploadHost);
        var request = new HttpRequestMessage(HttpMethod.Post, $"{host}/ig-api-upload{InstagramLogin.Path(container)}") { Content = new FileContent(bytes, file.Size - from) };
        request.Content.Headers.ContentType = new("application/octet-stream");
        request.Headers.TryAddWithoutValidation("Authorization", $"OAuth {seat.Token}");
        request.Headers.TryAddWithoutValidation("offset", from.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("file_size", file.Size.ToString(CultureInfo.InvariantCulture));
        return request;
    }

    private static PublishOutcome? Read(PlatformReply reply, GraphSeat seat)
    {
        if (reply.IsSuccess && reply.Json.Flag("success") is true)
            return null;
        if (reply.Json.At("debug_info") is not { } trouble)
            return reply.State is ReplyState.Unclear ? InstagramErrors.Wait(InstagramErrors.PollWait, "Uploading") : InstagramErrors.Outcome(GraphReply.Read(reply, seat.Account), InstagramStep.Preparing);
        var (code, words) = (trouble.Word("type") ?? reply.Code, PlatformWords.Clean(trouble.Word("message"), seat.Account) ?? reply.Code);
        return trouble.Flag("retriable") is true
            ? new(PublishKind.NotSent, Code: code, Message: words, Reason: InstagramErrors.Text(ProblemKind.Unavailable, null, "UploadFailed", words))
            : new(PublishKind.Rejected, Code: code, Message: words, Reason: InstagramErrors.Text(ProblemKind.Invalid, null, "UploadRefused", words));
    }
}
