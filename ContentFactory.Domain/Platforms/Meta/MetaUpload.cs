using System.Globalization;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.Meta;

internal enum UploadEnd
{
    /// <summary>Meta has every byte.</summary>
    Done,
    /// <summary>The time of this call was over.</summary>
    OutOfTime,
    /// <summary>The media store did not give the file.</summary>
    FileUnreadable,
    /// <summary>Broken off, or no answer: what has arrived is asked before it goes on.</summary>
    BrokenOff,
    /// <summary>Meta lost it: send it again.</summary>
    Again,
    /// <summary>Meta does not take this file.</summary>
    Refused,
    /// <summary>Any other answer of Graph.</summary>
    Answered,
}

/// <param name="Words">Meta's own, without secrets.</param>
internal sealed record UploadResult(UploadEnd End, string Code, string Words, GraphReply? Reply = null);

/// <summary>Sends the bytes of a video to Meta's upload host, from where an earlier call broke off. Nothing is published by it.</summary>
internal sealed class MetaUpload(Graph graph, TimeProvider clock)
{
    private const string Host = "https://rupload.facebook.com";

    /// <param name="path">Of the video or container, e.g. "/video-upload/v25.0/17889".</param>
    /// <param name="time">How long it may take; the next call goes on.</param>
    public async Task<UploadResult> SendAsync(GraphSeat seat, string path, OutgoingMedia file, long from, TimeSpan time, CancellationToken ct)
    {
        if (time <= TimeSpan.Zero)
            return new(UploadEnd.OutOfTime, "", "");
        if (await OpenedFile.PartAsync(file, from, file.Size - from, ct) is not { } bytes)
            return new(UploadEnd.FileUnreadable, OpenedFile.Unreadable, file.FileName);
        using var timeout = new CancellationTokenSource(time, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            return Read(await graph.UploadAsync(seat, Request(seat, path, file, bytes, from), stop.Token), seat);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(UploadEnd.OutOfTime, "", "");
        }
    }

    private HttpRequestMessage Request(GraphSeat seat, string path, OutgoingMedia file, FileContent bytes, long from)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, graph.Host(seat.Account.ApiBase, Host) + path) { Content = bytes };
        bytes.Headers.ContentType = new("application/octet-stream");
        request.Headers.TryAddWithoutValidation("Authorization", $"OAuth {seat.Token}");
        request.Headers.TryAddWithoutValidation("offset", from.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("file_size", file.Size.ToString(CultureInfo.InvariantCulture));
        return request;
    }

    private static UploadResult Read(PlatformReply reply, GraphSeat seat)
    {
        if (reply.IsSuccess && reply.Json.Flag("success") is true)
            return new(UploadEnd.Done, reply.Code, "");
        if (reply.Json.At("debug_info") is { } trouble)
            return new(trouble.Flag("retriable") is true ? UploadEnd.Again : UploadEnd.Refused, trouble.Word("type") ?? reply.Code, PlatformWords.Clean(trouble.Word("message"), seat.Account) ?? reply.Code);
        return new(reply.State is ReplyState.Unclear ? UploadEnd.BrokenOff : UploadEnd.Answered, reply.Code, reply.Code, GraphReply.Read(reply, seat.Account));
    }
}
