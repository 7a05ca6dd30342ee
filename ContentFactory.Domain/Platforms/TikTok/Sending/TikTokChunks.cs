using System.Globalization;
using System.Net.Http.Headers;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.TikTok;

internal enum TikTokSent
{
    /// <summary>Bytes are missing from <see cref="TikTokChunkReply.Next"/> on.</summary>
    Going,
    Complete,
    /// <summary>The address ran out (403) or names no upload (404).</summary>
    Gone,
    /// <summary>The range does not fit what TikTok has (416).</summary>
    Misfit,
    Refused,
    Unclear,
    /// <summary>Nothing of it left this machine.</summary>
    NotSent,
    /// <summary>The file could not be opened, so nothing was sent.</summary>
    Unreadable,
}

internal sealed record TikTokChunkReply(TikTokSent Sent, PlatformReply Reply, long Next = 0);

/// <summary>
/// Sends a video in parts ("Media Transfer Guide"): of 5 to 64 MB, one after the other; a file under 5 MB whole; as many as go whole into the
/// file, 1,000 at most, and the rest joins the last, which may have 128 MB.
/// </summary>
internal sealed class TikTokChunks(TikTokApi api)
{
    /// <summary>Bytes. Small enough for a slow line to send one within its deadline.</summary>
    public const int ChunkSize = 8 * 1024 * 1024;

    public static long CountFor(long size) => Math.Max(1, size / ChunkSize);

    public static long SizeFor(long size) => CountFor(size) == 1 ? size : ChunkSize;

    public static bool IsLast(long from, long size) => EndOf(from, size) == size;

    public async Task<TikTokChunkReply> SendAsync(PlatformAccount account, Uri upload, OutgoingMedia file, long from, CancellationToken ct)
    {
        var end = EndOf(from, file.Size);
        if (await OpenedFile.PartAsync(file, from, end - from, ct) is not { } chunk)
            return new(TikTokSent.Unreadable, OpenedFile.UnreadableReply);
        chunk.Headers.ContentType = new MediaTypeHeaderValue(TikTokRules.TypeOf(file));
        chunk.Headers.ContentRange = new(from, end - 1, file.Size);
        return Read(await api.UploadAsync(account, new(HttpMethod.Put, upload) { Content = chunk }, ct), end, file.Size);
    }

    /// <summary>Where the part ends that holds this byte.</summary>
    private static long EndOf(long from, long size)
    {
        var index = Math.Min(from / SizeFor(size), CountFor(size) - 1);
        return index == CountFor(size) - 1 ? size : (index + 1) * ChunkSize;
    }

    private static TikTokChunkReply Read(PlatformReply reply, long end, long size) => reply switch
    {
        { State: ReplyState.NotSent } => new(TikTokSent.NotSent, reply),
        { State: ReplyState.Unclear } => new(TikTokSent.Unclear, reply),
        { Status: 201 } => new(TikTokSent.Complete, reply),
        { Status: 206 or 200 } => (NextOf(reply, size) ?? end) is var next && next >= size ? new(TikTokSent.Complete, reply) : new(TikTokSent.Going, reply, next),
        { Status: 403 or 404 } => new(TikTokSent.Gone, reply),
        { Status: 416 } => new(TikTokSent.Misfit, reply, NextOf(reply, size) ?? 0),
        { Status: >= 400 and < 500 and not (408 or 429) } => new(TikTokSent.Refused, reply),
        _ => new(TikTokSent.Unclear, reply),
    };

    /// <summary>The guide writes "bytes 0-{uploaded}/{total}" and names the count of bytes in one place, the last byte in another: so far that a part's end tells them apart.</summary>
    private static long? NextOf(PlatformReply reply, long size)
    {
        const string prefix = "bytes 0-";
        if (reply.Header("Content-Range") is not { } range || !range.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            return null;
        if (!long.TryParse(range.AsSpan(prefix.Length).ToString().Split('/')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var said) || said > size)
            return null;
        return IsEnd(said + 1, size) ? said + 1 : said;
    }

    private static bool IsEnd(long at, long size) => at == size || (at < size && at % ChunkSize == 0);
}
