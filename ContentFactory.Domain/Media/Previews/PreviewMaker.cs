using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Domain.Media.Tools;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Media.Previews;

/// <summary>Makes the smaller pictures of one file, both in one run of the tool. What cannot be shown says so and is not tried for ever.</summary>
public sealed class PreviewMaker(Db db, MediaLibrary library, Actor actor, StoredFiles stored, MediaLeftovers leftovers, ToolRunner tools, Changes changes, TimeProvider clock)
{
    public const int ThumbWidth = 320;
    public const int PreviewWidth = 1280;
    private const string TooLong = "Media.PreviewTooLong";

    // less than a lease: a store that hardly moves must not hold up the others' pictures
    private static readonly TimeSpan ToFetch = TimeSpan.FromMinutes(4);

    /// <exception cref="IOException">The store takes no file: the file stays due.</exception>
    public async Task MakeAsync(Guid mediaId, CancellationToken ct)
    {
        actor.Demand(Permission.UploadMedia);
        if (await library.ItemAsync(mediaId, ct) is not { } media)
            return;
        if (media.Kind is MediaKind.Document or MediaKind.Audio)
        {
            await EndAsync(mediaId, null, ct);
            return;
        }
        var folder = Directory.CreateTempSubdirectory("contentfactory-preview-").FullName;
        try
        {
            await EndAsync(mediaId, await TryAsync(media, folder, ct), ct);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        changes.Notify(actor.TenantId, ChangeTopics.Media);
    }

    private async Task EndAsync(Guid mediaId, string? fault, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        var media = rows.MediaItems.Where(m => m.Id == mediaId);
        // a node that had no time for it is no fault of the file: the next try comes when the lease is over
        await (fault == TooLong
            ? media.ExecuteUpdateAsync(set => set.SetProperty(m => m.PreviewFault, fault), ct)
            : media.ExecuteUpdateAsync(set => set.SetProperty(m => m.PreviewDueAt, (DateTimeOffset?)null).SetProperty(m => m.PreviewFault, fault), ct));
    }

    private async Task<string?> TryAsync(MediaItem media, string folder, CancellationToken ct)
    {
        string source;
        try
        {
            using var limit = new CancellationTokenSource(ToFetch, clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
            source = await stored.BringAsync(media.Place, media.Size, folder, both.Token);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new StoreFault(StoreTrouble.Away, "too slow for previews", e);
        }
        catch (IOException e) when (StoredFiles.IsMissing(e))
        {
            return "Media.PreviewFailed";
        }
        return await DrawAsync(media, source, folder, ct);
    }

    private async Task<string?> DrawAsync(MediaItem media, string source, string folder, CancellationToken ct)
    {
        var drawn = await tools.RunAsync(MediaTool.Ffmpeg, Arguments(media, source), folder, ToolLimits.Short, ct);
        if (!drawn.Ok)
            return drawn.Problem.Kind switch
            {
                ProblemKind.Unavailable => "Media.PreviewNoTool",
                ProblemKind.Limit => TooLong,
                _ => "Media.PreviewFailed",
            };
        var large = media.Kind is MediaKind.Video ? MediaPurpose.Poster : MediaPurpose.Preview;
        // beside the file itself
        var home = new FileHome(media.Store, media.StoreId);
        if (Made(folder, "small.webp", MediaPurpose.Thumb, media, home) is not { } small || Made(folder, "large.webp", large, media, home) is not { } big)
            return "Media.PreviewFailed";
        var expected = new[] { await StoreAsync(folder, "small.webp", small, ct), await StoreAsync(folder, "large.webp", big, ct) };
        await SaveAsync(media.Id, [small, big], expected, ct);
        return null;
    }

    internal static IEnumerable<string> Arguments(MediaItem media, string source)
    {
        string[] start = media.Kind is MediaKind.Video ? ["-ss", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Math.Min(1, (media.DurationMs ?? 0) / 2000m):0.###}")] : [];
        return
        [
            "-v", "error", "-nostdin", "-y", "-threads", "1", "-protocol_whitelist", "file", .. start, "-f", ToolFormat.Of(media.ContentType), "-i", source,
            "-filter_complex", $"[0:v:0]split=2[a][b];[a]{Within(ThumbWidth)}[small];[b]{Within(PreviewWidth)}[large]",
            "-map", "[small]", .. Webp("small.webp"), "-map", "[large]", .. Webp("large.webp"),
        ];
    }

    private static string Within(int width) => $"scale=w='min({width},max(1,trunc(iw*sar)))':h='max(1,round(ow/dar))',setsar=1";

    private static string[] Webp(string name) => ["-map_metadata", "-1", "-frames:v", "1", "-c:v", "libwebp", "-quality", "80", name];

    private MediaRendition? Made(string folder, string name, MediaPurpose purpose, MediaItem media, FileHome home)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
            return null;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (MediaSize.Of(new MediaType(MediaKind.Image, "image/webp", ".webp"), file) is not { } size)
            return null;
        var (now, id) = (clock.GetUtcNow(), Ids.New(clock));
        return new MediaRendition(actor.TenantId, id, media.Id, purpose, "image/webp", size.Width, size.Height, file.Length, home.PlaceFor(actor.TenantId, id, ".webp", now), now);
    }

    private async Task<Guid?> StoreAsync(string folder, string name, MediaRendition rendition, CancellationToken ct)
    {
        var expected = await leftovers.ExpectAsync(rendition.Place, ct);
        await stored.PutAsync(rendition.Place, Path.Combine(folder, name), rendition.ContentType, ct);
        return expected;
    }

    /// <summary>New ones take the place of those from another time.</summary>
    private async Task SaveAsync(Guid mediaId, MediaRendition[] made, Guid?[] expected, CancellationToken ct)
    {
        if (await ReplaceAsync(mediaId, made, expected, ct))
            await leftovers.DropAsync(ct);
    }

    /// <returns>Something is left over.</returns>
    private async Task<bool> ReplaceAsync(Guid mediaId, MediaRendition[] made, Guid?[] expected, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        try
        {
            await using var whole = await rows.Database.BeginTransactionAsync(ct);
            // somebody may be moving it
            await rows.Database.ExecuteSqlAsync($"select 1 from media_items where tenant_id = {actor.TenantId} and id = {mediaId} for no key update", ct);
            var old = await rows.MediaRenditions.Where(r => r.MediaId == mediaId).ToListAsync(ct);
            rows.MediaRenditions.RemoveRange(old);
            foreach (var gone in old)
                leftovers.Add(rows, gone.Place, clock.GetUtcNow());
            await rows.SaveChangesAsync(ct);
            rows.MediaRenditions.AddRange(made);
            foreach (var one in expected)
                await MediaLeftovers.ArrivedAsync(rows, one, ct);
            await rows.SaveChangesAsync(ct);
            await whole.CommitAsync(ct);
            return old.Count > 0;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.UniqueViolation })
        {
            // the file was deleted meanwhile, or another node was quicker
            foreach (var one in made.Where(m => m.Place.IsOnDisk))
                await stored.DeleteAsync(one.Place, ct);
            foreach (var one in expected)
                await leftovers.GiveUpAsync(one, ct);
            return true;
        }
    }
}
