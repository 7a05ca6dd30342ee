namespace ContentFactory.Domain.Media.Cleaning;

/// <summary>Takes out of a file what it says beside its picture and sound: where and when it was made, with what, by whom. Nothing is decoded.</summary>
public sealed class TraceRemoval(MediaFiles files, MediaOptions options) : IDisposable
{
    // a picture is looked at in memory
    private readonly SemaphoreSlim places = new(options.ToolsAtOnce);

    public void Dispose() => places.Dispose();

    /// <summary>A video is cleaned where it waits, a picture into another part, so that whatever happens next finds what arrived.</summary>
    /// <returns>The part that is clean: <paramref name="uploadId"/>, or <paramref name="cleanId"/>.</returns>
    internal async Task<Guid> RemoveAsync(MediaType type, Guid tenantId, Guid uploadId, Guid cleanId, CancellationToken ct)
    {
        if (type.Extension is ".mp4" or ".mov")
        {
            await using var video = files.ChangeUpload(tenantId, uploadId);
            VideoTraces.Remove(video);
        }
        if (type.Extension is not (".jpg" or ".png" or ".gif" or ".webp"))
            return uploadId;
        await places.WaitAsync(ct);
        try
        {
            var picture = await ReadAsync(tenantId, uploadId, ct);
            if (Kept(type, picture) is not { Differs: true } kept)
                return uploadId;
            await files.WriteUploadAsync(tenantId, cleanId, to => kept.WriteAsync(picture, to, ct));
            return cleanId;
        }
        finally
        {
            places.Release();
        }
    }

    internal static KeptBytes Kept(MediaType type, byte[] picture) => type.Extension switch
    {
        ".jpg" => JpegTraces.Remove(picture),
        ".png" => PngTraces.Remove(picture),
        ".gif" => GifTraces.Remove(picture),
        _ => WebpTraces.Remove(picture),
    };

    private async Task<byte[]> ReadAsync(Guid tenantId, Guid uploadId, CancellationToken ct)
    {
        await using var file = files.OpenUpload(tenantId, uploadId);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, ct);
        return bytes;
    }
}
