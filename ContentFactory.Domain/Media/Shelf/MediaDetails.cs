using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Media.Previews;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Media.Shelf;

public sealed record RenditionRow(Guid Id, MediaPurpose Purpose, string ContentType, int Width, int Height, long Size);

/// <param name="AsksPreviews">They are being made.</param>
/// <param name="AddedBy">Null where nobody did it by hand, or the person is gone.</param>
public sealed record MediaDetails(
    Guid Id, MediaKind Kind, string FileName, string ContentType, long Size, int? Width, int? Height, int? DurationMs, string? MadeBy, string? AddedBy, DateTimeOffset CreatedAt,
    string? AltText, string? Folder, IReadOnlyList<string> Tags, Guid? CompanyId, bool AsksPreviews, string? PreviewFault, IReadOnlyList<RenditionRow> Renditions)
{
    public Guid? Of(MediaPurpose purpose) => Renditions.FirstOrDefault(r => r.Purpose == purpose)?.Id;
}

/// <summary>A folder or a tag, and how many files it has.</summary>
public sealed record MediaMark(string Name, int Files);

/// <summary>What a page offers to sort by.</summary>
public sealed record MediaMarks(IReadOnlyList<MediaMark> Folders, IReadOnlyList<MediaMark> Tags);

/// <summary>One file, and the folders and tags of all.</summary>
public sealed class MediaCatalogue(Db db, Actor actor)
{
    private const int MostMarks = 200;

    public async Task<Result<MediaDetails>> FindAsync(Guid mediaId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewMedia);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.MediaItems.AsNoTracking().SingleOrDefaultAsync(m => m.Id == mediaId, ct) is not { } m)
            return Problem.NotFound("Media.Gone");
        var renditions = await rows.MediaRenditions.Where(r => r.MediaId == mediaId).OrderBy(r => r.Width)
            .Select(r => new RenditionRow(r.Id, r.Purpose, r.ContentType, r.Width, r.Height, r.Size)).ToListAsync(ct);
        var person = await rows.People.Where(p => p.Id == m.CreatedBy).Select(p => p.DisplayName).FirstOrDefaultAsync(ct);
        return new MediaDetails(m.Id, m.Kind, m.FileName, m.ContentType, m.Size, m.Width, m.Height, m.DurationMs, m.MadeBy, person, m.CreatedAt,
            m.AltText, m.Folder, m.Tags, m.CompanyId, m.PreviewDueAt is not null, m.PreviewFault, renditions);
    }

    public async Task<MediaMarks> MarksAsync(Guid? companyId = null, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewMedia);
        await using var rows = await db.OpenAsync(ct);
        var items = rows.MediaItems.AsNoTracking().Where(m => companyId == null || m.CompanyId == companyId);
        var folders = await items.Where(m => m.Folder != null).GroupBy(m => m.Folder!).Select(g => new { g.Key, Files = g.Count() }).OrderBy(g => g.Key).Take(MostMarks).ToListAsync(ct);
        var tags = await items.SelectMany(m => m.Tags).GroupBy(t => t).Select(g => new { g.Key, Files = g.Count() }).OrderBy(g => g.Key).Take(MostMarks).ToListAsync(ct);
        return new MediaMarks([.. folders.Select(f => new MediaMark(f.Key, f.Files))], [.. tags.Select(t => new MediaMark(t.Key, t.Files))]);
    }
}
