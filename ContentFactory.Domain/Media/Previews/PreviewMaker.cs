using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Media.Tools;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Media.Previews;

/// <summary>Makes the smaller pictures of one file, both in one run of the tool. What cannot be shown says so and is not tried for ever.</summary>
public sealed class PreviewMaker(Db db, Actor actor, MediaFiles files, ToolRunner tools, Changes changes, TimeProvider clock)
{
    public const int ThumbWidth = 320;
    public const int PreviewWidth = 1280;
    private const string TooLong = "Media.PreviewTooLong";

    /// <exception cref="IOException">The store takes no file: the file stays due.</exception>
    public async Task MakeAsync(Guid mediaId, CancellationToken ct)
    {
        actor.Demand(Permission.UploadMedia);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.MediaItems.AsNoTracking().SingleOrDefaultAsync(m => m.Id == mediaId, ct) is not { } media)
            return;
        if (media.Kind is MediaKind.Document or MediaKind.Audio)
        {
            await EndAsync(rows, mediaId, null, ct);
            return;
        }
        var folder = Directory.CreateTempSubdirectory("contentfactory-preview-").FullName;
        try
        {
            var fault = files.Exists(media.StoreKey) ? await DrawAsync(rows, media, folder, ct) : "Media.PreviewFailed";
            await EndAsync(rows, mediaId, fault, ct);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        changes.Notify(actor.TenantId, ChangeTopics.Media);
    }

    private static Task EndAsync(AppDb rows, Guid mediaId, string? fault, CancellationToken ct)
    {
        var media = rows.MediaItems.Where(m => m.Id == mediaId);
        // a node that had no time for it is no fault of the file: the next try comes when the lease is over
        return fault == TooLong
            ? media.ExecuteUpdateAsync(set => set.SetProperty(m => m.PreviewFault, fault), ct)
            : media.ExecuteUpdateAsync(set => set.SetProperty(m => m.PreviewDueAt, (DateTimeOffset?)null).SetProperty(m => m.PreviewFault, fault), ct);
    }

    private async Task<string?> DrawAsync(AppDb rows, MediaItem media, string folder, CancellationToken ct)
    {
        var drawn = await tools.RunAsync(MediaTool.Ffmpeg, Arguments(media), folder, ToolLimits.Short, ct);
        if (!drawn.Ok)
            return drawn.Problem.Kind switch
            {
                ProblemKind.Unavailable => "Media.PreviewNoTool",
                ProblemKind.Limit => TooLong,
                _ => "Media.PreviewFailed",
            };
        var large = media.Kind is MediaKind.Video ? MediaPurpose.Poster : MediaPurpose.Preview;
        var made = new[] { await StoreAsync(folder, "small.webp", MediaPurpose.Thumb, media, ct), await StoreAsync(folder, "large.webp", large, media, ct) };
        if (made is not [{ } small, { } big])
            return "Media.PreviewFailed";
        await SaveAsync(rows, media.Id, [small, big], ct);
        return null;
    }

    private IEnumerable<string> Arguments(MediaItem media)
    {
        string[] start = media.Kind is MediaKind.Video ? ["-ss", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Math.Min(1, (media.DurationMs ?? 0) / 2000m):0.###}")] : [];
        return
        [
            "-v", "error", "-nostdin", "-y", "-threads", "1", "-protocol_whitelist", "file", .. start, "-f", ToolFormat.Of(media.ContentType), "-i", files.PathFor(media.StoreKey),
            "-filter_complex", $"[0:v:0]split=2[a][b];[a]{Within(ThumbWidth)}[small];[b]{Within(PreviewWidth)}[large]",
            "-map", "[small]", .. Webp("small.webp"), "-map", "[large]", .. Webp("large.webp"),
        ];
    }

    private static string Within(int width) => $"scale=w='min({width},max(1,trunc(iw*sar)))':h='max(1,round(ow/dar))',setsar=1";

    private static string[] Webp(string name) => ["-map_metadata", "-1", "-frames:v", "1", "-c:v", "libwebp", "-quality", "80", name];

    private async Task<MediaRendition?> StoreAsync(string folder, string name, MediaPurpose purpose, MediaItem media, CancellationToken ct)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
            return null;
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (MediaSize.Of(new MediaType(MediaKind.Image, "image/webp", ".webp"), file) is not { } size)
            return null;
        var (now, id) = (clock.GetUtcNow(), Ids.New(clock));
        var key = MediaFiles.KeyOf(actor.TenantId, id, ".webp", now);
        file.Position = 0;
        await files.WriteAsync(key, file, ct);
        return new MediaRendition(actor.TenantId, id, media.Id, purpose, "image/webp", size.Width, size.Height, file.Length, key, now);
    }

    /// <summary>New ones take the place of those from another time.</summary>
    private async Task SaveAsync(AppDb rows, Guid mediaId, MediaRendition[] made, CancellationToken ct)
    {
        var old = await rows.MediaRenditions.Where(r => r.MediaId == mediaId).ToListAsync(ct);
        try
        {
            await using var whole = await rows.Database.BeginTransactionAsync(ct);
            rows.MediaRenditions.RemoveRange(old);
            await rows.SaveChangesAsync(ct);
            rows.MediaRenditions.AddRange(made);
            await rows.SaveChangesAsync(ct);
            await whole.CommitAsync(ct);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.UniqueViolation })
        {
            // the file was deleted meanwhile, or another node was quicker
            old = [.. made];
        }
        foreach (var gone in old)
            files.Delete(gone.StoreKey);
    }
}
