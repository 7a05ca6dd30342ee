using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.YouTube;

internal enum UploadState
{
    /// <summary>308: bytes are missing from <see cref="UploadReply.Next"/> on.</summary>
    Going,
    /// <summary>The last byte was taken and the video exists; its id may be missing.</summary>
    Finished,
    /// <summary>YouTube knows no such session (any more).</summary>
    Gone,
    Refused,
    Unclear,
    /// <summary>The file could not be opened, so nothing was sent.</summary>
    Unreadable,
}

internal sealed record UploadReply(UploadState State, PlatformReply Reply, long Next = 0, string? VideoId = null);

/// <summary>YouTube's resumable uploads ("Resumable Uploads", YouTube Data API): start, ask how far, send a part. None of them is repeated here.</summary>
internal sealed class UploadSessions(YouTubeApi api)
{
    /// <summary>A multiple of 256 KB, as all parts but the last must be.</summary>
    public const int ChunkSize = 8 * 1024 * 1024;

    /// <summary>The session's address is null unless it was started. Publishes nothing.</summary>
    public async Task<(Uri? Session, PlatformReply Reply)> StartAsync(PlatformAccount account, OutgoingPost post, CancellationToken ct)
    {
        var file = YouTubeRules.VideoOf(post)!;
        var request = new HttpRequestMessage(HttpMethod.Post, $"{api.Host(account.ApiBase, YouTubeApi.UploadHost)}/upload/youtube/v3/videos?uploadType=resumable&part=snippet,status")
        {
            Content = new StringContent(YouTubeMetadata.Resource(post).ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Upload-Content-Length", file.Size.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("X-Upload-Content-Type", OpenedFile.TypeOf(file).MediaType);
        var reply = await api.SendAsync(account, request, QuotaCost.Insert, ct);
        return (reply.IsSuccess ? Trusted(account, reply.Header("Location")) : null, reply);
    }

    public async Task<UploadReply> AskAsync(PlatformAccount account, Uri session, long total, CancellationToken ct)
    {
        var nothing = new ByteArrayContent([]);
        nothing.Headers.ContentRange = new(total);
        return Read(await api.SendAsync(account, new(HttpMethod.Put, session) { Content = nothing }, QuotaCost.Free, ct), total);
    }

    /// <summary>Sends one part from <paramref name="from"/> on. The one that holds the file's last byte makes the video exist.</summary>
    public async Task<UploadReply> SendAsync(PlatformAccount account, Uri session, OutgoingMedia file, long from, CancellationToken ct)
    {
        var length = Math.Min(ChunkSize, file.Size - from);
        if (await OpenedFile.PartAsync(file, from, length, ct) is not { } chunk)
            return new(UploadState.Unreadable, OpenedFile.UnreadableReply);
        chunk.Headers.ContentRange = new(from, from + length - 1, file.Size);
        return Read(await api.SendAsync(account, new(HttpMethod.Put, session) { Content = chunk }, QuotaCost.Free, ct, upload: true), file.Size);
    }

    /// <summary>
    /// A session's address that may get the account's token: one of Google's, or of what stands in for Google, whose hosts it replaces here too.
    /// Null for any other.
    /// </summary>
    public Uri? Trusted(PlatformAccount account, string? address)
    {
        var host = new Uri(api.Host(account.ApiBase, YouTubeApi.UploadHost));
        if (string.IsNullOrEmpty(address) || !Uri.TryCreate(host, address, out var session))
            return null;
        var isOfGoogle = session.Scheme == Uri.UriSchemeHttps && (session.IdnHost == "googleapis.com" || session.IdnHost.EndsWith(".googleapis.com", StringComparison.Ordinal));
        if (api.Override(account) is not { } instead)
            return isOfGoogle ? session : null;
        if (isOfGoogle)
            return new(instead.AbsoluteUri.TrimEnd('/') + session.PathAndQuery);
        return session.Scheme == instead.Scheme && session.Authority == instead.Authority ? session : null;
    }

    private static UploadReply Read(PlatformReply reply, long total) => reply switch
    {
        { State: not ReplyState.Answered } => new(UploadState.Unclear, reply),
        { Status: 308 } when NextOf(reply) is { } next && next <= total => new(UploadState.Going, reply, next),
        { Status: 200 or 201 } => new(UploadState.Finished, reply, VideoId: reply.Json.Word("id")),
        { Status: 404 } => new(UploadState.Gone, reply),
        { Status: >= 400 and < 500 and not 408 } when YouTubeErrors.ReasonOf(reply) is not YouTubeErrors.BackendError => new(UploadState.Refused, reply),
        _ => new(UploadState.Unclear, reply),
    };

    /// <summary>"bytes=0-n" means go on at n+1, no header from the beginning; null for anything else.</summary>
    private static long? NextOf(PlatformReply reply)
    {
        if (reply.Header("Range") is not { } range)
            return 0;
        return range.StartsWith("bytes=0-", StringComparison.OrdinalIgnoreCase) && long.TryParse(range.AsSpan(8), NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last + 1 : null;
    }
}
