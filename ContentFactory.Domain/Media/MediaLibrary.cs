using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Media.Previews;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Media;

public sealed record MediaCard(Guid Id, MediaKind Kind, string FileName, string ContentType, long Size, int? Width, int? Height, DateTimeOffset CreatedAt, Guid? ThumbId = null);

public sealed record MediaPage(IReadOnlyList<MediaCard> Rows, int Total, int Page)
{
    public const int Size = 24;

    public int Pages => Math.Max(1, (Total + Size - 1) / Size);
}

/// <param name="Unused">Those that no post shows and no company has as its logo.</param>
public sealed record MediaFilter(MediaKind? Kind = null, ListQuery? List = null, string? Folder = null, string? Tag = null, Guid? CompanyId = null, bool Unused = false);

/// <param name="Uses">Posts that show it.</param>
/// <param name="IsLogo">A company has it as its logo.</param>
/// <param name="ThumbId">The small picture of it, under which <see cref="MediaLinks"/> gives an address.</param>
public sealed record MediaRow(
    Guid Id, MediaKind Kind, string FileName, long Size, int? Width, int? Height, int? DurationMs, DateTimeOffset CreatedAt, int Uses, Guid? ThumbId, string? Folder, string[] Tags, bool IsLogo = false);

/// <summary>A file with what a browser needs to show it.</summary>
public sealed record MediaFile(FilePlace Place, long Size, string ContentType, string FileName, MediaKind Kind, DateTimeOffset CreatedAt);

/// <summary>The files of the tenant.</summary>
public sealed class MediaLibrary(Db db, Actor actor)
{
    /// <summary>The library as a list page shows it.</summary>
    public async Task<ListPage<MediaRow>> ListAsync(MediaFilter filter, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewMedia);
        await using var rows = await db.OpenAsync(ct);
        var found = Matching(rows, filter);
        var sorting = new Sorting<MediaItem>(m => m.Id).By("added", m => m.CreatedAt, descending: true).By("name", m => m.FileName).By("size", m => m.Size)
            .By("uses", m => rows.PostMedia.Where(f => f.MediaId == m.Id).Select(f => f.PostId).Union(rows.Posts.Where(p => p.CoverMediaId == m.Id).Select(p => p.Id)).Union(rows.PostVariants.Where(v => v.CoverMediaId == m.Id).Select(v => v.PostId)).Count());
        return await found.PageAsync(filter.List ?? ListQuery.First, sorting, m => new MediaRow(
            m.Id, m.Kind, m.FileName, m.Size, m.Width, m.Height, m.DurationMs, m.CreatedAt,
            rows.PostMedia.Where(f => f.MediaId == m.Id).Select(f => f.PostId).Union(rows.Posts.Where(p => p.CoverMediaId == m.Id).Select(p => p.Id)).Union(rows.PostVariants.Where(v => v.CoverMediaId == m.Id).Select(v => v.PostId)).Count(),
            rows.MediaRenditions.Where(r => r.MediaId == m.Id && r.Purpose == MediaPurpose.Thumb).Select(r => (Guid?)r.Id).FirstOrDefault(), m.Folder, m.Tags, rows.Companies.Any(c => c.LogoMediaId == m.Id)), ct);
    }

    public async Task<MediaPage> ListAsync(string? search = null, int page = 1, MediaKind? kind = null, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewMedia);
        await using var rows = await db.OpenAsync(ct);
        var found = Named(rows.MediaItems.AsNoTracking().Where(m => kind == null || m.Kind == kind), search);
        var total = await found.CountAsync(ct);
        var shown = Math.Clamp(page, 1, Math.Max(1, (total + MediaPage.Size - 1) / MediaPage.Size));
        var cards = await found.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Skip((shown - 1) * MediaPage.Size).Take(MediaPage.Size)
            .Select(m => new MediaCard(m.Id, m.Kind, m.FileName, m.ContentType, m.Size, m.Width, m.Height, m.CreatedAt,
                rows.MediaRenditions.Where(r => r.MediaId == m.Id && r.Purpose == MediaPurpose.Thumb).Select(r => (Guid?)r.Id).FirstOrDefault())).ToListAsync(ct);
        return new MediaPage(cards, total, shown);
    }

    /// <param name="mediaId">Of a file, or of a picture made from one.</param>
    public async Task<Result<MediaFile>> FindAsync(Guid mediaId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewMedia);
        await using var rows = await db.OpenAsync(ct);
        var file = await rows.MediaItems.Where(m => m.Id == mediaId).Select(m => new MediaFile(m.Place, m.Size, m.ContentType, m.FileName, m.Kind, m.CreatedAt)).SingleOrDefaultAsync(ct);
        file ??= await rows.MediaRenditions.Where(r => r.Id == mediaId).Select(r => new MediaFile(r.Place, r.Size, r.ContentType, "", MediaKind.Image, r.CreatedAt)).SingleOrDefaultAsync(ct);
        return file is null ? Problem.NotFound("Media.Gone") : file;
    }

    /// <summary>For work on the file itself, which holds no connection meanwhile.</summary>
    internal async Task<MediaItem?> ItemAsync(Guid mediaId, CancellationToken ct)
    {
        actor.Demand(Permission.ViewMedia);
        await using var rows = await db.OpenAsync(ct);
        return await rows.MediaItems.AsNoTracking().SingleOrDefaultAsync(m => m.Id == mediaId, ct);
    }

    private static IQueryable<MediaItem> Matching(AppDb rows, MediaFilter filter)
    {
        var items = Named(rows.MediaItems.AsNoTracking().Where(m => filter.Kind == null || m.Kind == filter.Kind), filter.List?.Search);
        if (filter.Folder is { } folder)
            items = items.Where(m => m.Folder == folder);
        if (filter.Tag is { } tag)
            items = items.Where(m => m.Tags.Contains(tag));
        if (filter.CompanyId is { } company)
            items = items.Where(m => m.CompanyId == company);
        return filter.Unused ? items.Where(m => !rows.PostMedia.Any(p => p.MediaId == m.Id) && !rows.Posts.Any(p => p.CoverMediaId == m.Id) && !rows.PostVariants.Any(v => v.MediaIds!.Contains(m.Id) || v.CoverMediaId == m.Id) && !rows.Companies.Any(c => c.LogoMediaId == m.Id)) : items;
    }

    private static IQueryable<MediaItem> Named(IQueryable<MediaItem> items, string? search)
    {
        if (string.IsNullOrWhiteSpace(search))
            return items;
        var pattern = LikePattern.Of(search);
        return items.Where(m => EF.Functions.ILike(m.FileName, pattern, LikePattern.Escape) || EF.Functions.ILike(m.AltText!, pattern, LikePattern.Escape)
            || m.Tags.Any(t => EF.Functions.ILike(t, pattern, LikePattern.Escape)));
    }
}
