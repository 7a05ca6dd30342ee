using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Media;

public sealed record MediaCard(Guid Id, MediaKind Kind, string FileName, string ContentType, long Size, int? Width, int? Height, DateTimeOffset CreatedAt);

public sealed record MediaPage(IReadOnlyList<MediaCard> Rows, int Total, int Page)
{
    public const int Size = 24;

    public int Pages => Math.Max(1, (Total + Size - 1) / Size);
}

public sealed record MediaFilter(MediaKind? Kind = null, ListQuery? List = null);

/// <param name="Uses">Posts that show it.</param>
public sealed record MediaRow(Guid Id, MediaKind Kind, string FileName, long Size, int? Width, int? Height, int? DurationMs, DateTimeOffset CreatedAt, int Uses);

/// <summary>A file with what a browser needs to show it.</summary>
public sealed record MediaFile(string StoreKey, string ContentType, string FileName, MediaKind Kind, DateTimeOffset CreatedAt);

/// <summary>The files of the tenant.</summary>
public sealed class MediaLibrary(Db db, Actor actor, MediaFiles files, TimeProvider clock)
{
    /// <summary>The library as a list page shows it.</summary>
    public async Task<ListPage<MediaRow>> ListAsync(MediaFilter filter, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewMedia);
        await using var rows = await db.OpenAsync(ct);
        var found = Named(rows.MediaItems.AsNoTracking().Where(m => filter.Kind == null || m.Kind == filter.Kind), filter.List?.Search);
        var sorting = new Sorting<MediaItem>(m => m.Id).By("added", m => m.CreatedAt, descending: true).By("name", m => m.FileName).By("size", m => m.Size)
            .By("uses", m => rows.PostMedia.Count(p => p.MediaId == m.Id));
        return await found.PageAsync(filter.List ?? ListQuery.First, sorting, m => new MediaRow(
            m.Id, m.Kind, m.FileName, m.Size, m.Width, m.Height, m.DurationMs, m.CreatedAt, rows.PostMedia.Count(p => p.MediaId == m.Id)), ct);
    }

    public async Task<MediaPage> ListAsync(string? search = null, int page = 1, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewMedia);
        await using var rows = await db.OpenAsync(ct);
        var found = Named(rows.MediaItems.AsNoTracking(), search);
        var total = await found.CountAsync(ct);
        var shown = Math.Clamp(page, 1, Math.Max(1, (total + MediaPage.Size - 1) / MediaPage.Size));
        var cards = await found.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Skip((shown - 1) * MediaPage.Size).Take(MediaPage.Size)
            .Select(m => new MediaCard(m.Id, m.Kind, m.FileName, m.ContentType, m.Size, m.Width, m.Height, m.CreatedAt)).ToListAsync(ct);
        return new MediaPage(cards, total, shown);
    }

    public async Task<Result<MediaFile>> FindAsync(Guid mediaId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewMedia);
        await using var rows = await db.OpenAsync(ct);
        var file = await rows.MediaItems.Where(m => m.Id == mediaId).Select(m => new MediaFile(m.StoreKey, m.ContentType, m.FileName, m.Kind, m.CreatedAt)).SingleOrDefaultAsync(ct);
        return file is null ? Problem.NotFound("Media.Gone") : file;
    }

    /// <summary>Removes an item that no post uses.</summary>
    public async Task<Result> RemoveAsync(Guid mediaId, CancellationToken ct = default)
    {
        actor.Demand(Permission.DeleteMedia);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.MediaItems.SingleOrDefaultAsync(m => m.Id == mediaId, ct) is not { } media)
            return Problem.NotFound("Media.Gone");
        if (await rows.PostMedia.CountAsync(m => m.MediaId == mediaId, ct) is var uses and > 0)
            return Problem.Conflict("Media.InUse", uses);
        rows.MediaItems.Remove(media);
        rows.Audit(Permission.DeleteMedia, "media", mediaId, new { media.FileName, media.Size }, null, clock.GetUtcNow());
        try
        {
            await rows.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation })
        {
            return Problem.Conflict("Media.InUse", 1);
        }
        files.Delete(media.StoreKey);
        return Result.Done;
    }

    private static IQueryable<MediaItem> Named(IQueryable<MediaItem> items, string? search)
    {
        if (string.IsNullOrWhiteSpace(search))
            return items;
        var pattern = LikePattern.Of(search);
        return items.Where(m => EF.Functions.ILike(m.FileName, pattern, LikePattern.Escape) || EF.Functions.ILike(m.AltText!, pattern, LikePattern.Escape));
    }
}
