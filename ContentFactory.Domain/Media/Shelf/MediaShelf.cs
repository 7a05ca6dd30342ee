using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Media.Shelf;

/// <summary>What people say about a file.</summary>
public sealed record MediaWords(string? AltText, string? Folder, IReadOnlyList<string> Tags, Guid? CompanyId);

/// <summary>Putting files in order: words about one, folders of many. A folder is there as long as a file is in it.</summary>
public sealed class MediaShelf(Db db, Actor actor, Changes changes, TimeProvider clock)
{
    public const int LongestAlt = 1000;
    public const int LongestFolder = 100;
    public const int MostTags = 20;
    public const int LongestTag = 50;
    private const int MostAtOnce = 500;

    public async Task<Result> DescribeAsync(Guid mediaId, MediaWords typed, CancellationToken ct = default)
    {
        actor.Demand(Permission.UploadMedia);
        var (alt, folder, tags) = (Typed(typed.AltText), FolderOf(typed.Folder), TagsOf(typed.Tags));
        if (alt?.Length > LongestAlt)
            return Problem.Invalid(nameof(MediaWords.AltText), "Media.TooLong", LongestAlt);
        if (folder?.Length > LongestFolder)
            return Problem.Invalid(nameof(MediaWords.Folder), "Media.TooLong", LongestFolder);
        if (tags.Length > MostTags || tags.Any(t => t.Length > LongestTag))
            return Problem.Invalid(nameof(MediaWords.Tags), "Media.TooManyTags", MostTags, LongestTag);
        return await ChangeAsync([mediaId], async (rows, media) =>
        {
            if (typed.CompanyId != media.CompanyId && typed.CompanyId is { } company && !await rows.Companies.AnyAsync(c => c.Id == company, ct))
                return Problem.NotFound("Media.CompanyGone");
            media.Describe(alt, folder, tags, typed.CompanyId);
            return Result.Done;
        }, ct);
    }

    /// <param name="folder">Null takes them out of their folders.</param>
    public async Task<Result> MoveAsync(IReadOnlyCollection<Guid> mediaIds, string? folder, CancellationToken ct = default)
    {
        actor.Demand(Permission.UploadMedia);
        var name = FolderOf(folder);
        if (name?.Length > LongestFolder)
            return Problem.Invalid(nameof(MediaWords.Folder), "Media.TooLong", LongestFolder);
        return await ChangeAsync([.. mediaIds.Take(MostAtOnce)], (_, media) =>
        {
            media.MoveTo(name);
            return Task.FromResult(Result.Done);
        }, ct);
    }

    /// <summary>A name that another folder has makes one folder of both.</summary>
    /// <param name="companyId">Of this company's files alone.</param>
    public async Task<Result> RenameFolderAsync(string folder, string to, Guid? companyId = null, CancellationToken ct = default)
    {
        actor.Demand(Permission.UploadMedia);
        if (FolderOf(to) is not { } name)
            return Problem.Invalid(nameof(MediaWords.Folder), "Media.FolderNameless");
        if (name.Length > LongestFolder)
            return Problem.Invalid(nameof(MediaWords.Folder), "Media.TooLong", LongestFolder);
        await using var rows = await db.OpenAsync(ct);
        var renamed = await rows.MediaItems.Where(m => m.Folder == folder && (companyId == null || m.CompanyId == companyId)).ExecuteUpdateAsync(set => set.SetProperty(m => m.Folder, name), ct);
        if (renamed == 0)
            return Problem.NotFound("Media.FolderGone");
        changes.Notify(actor.TenantId, ChangeTopics.Media);
        return Result.Done;
    }

    /// <summary>Tries to draw previews once more.</summary>
    public async Task<Result> DrawAgainAsync(Guid mediaId, CancellationToken ct = default)
    {
        actor.Demand(Permission.UploadMedia);
        var done = await ChangeAsync([mediaId], (_, media) =>
        {
            media.WantPreviews(clock.GetUtcNow());
            return Task.FromResult(Result.Done);
        }, ct);
        changes.Notify(Guid.Empty, ChangeTopics.Media);
        return done;
    }

    private async Task<Result> ChangeAsync(Guid[] ids, Func<AppDb, MediaItem, Task<Result>> change, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        await using var whole = await rows.Database.BeginTransactionAsync(ct);
        // previews may be noted at the same moment
        await rows.Database.ExecuteSqlAsync($"select 1 from media_items where tenant_id = {actor.TenantId} and id = any({ids}) order by id for update", ct);
        var found = await rows.MediaItems.Where(m => ids.Contains(m.Id)).ToListAsync(ct);
        if (found.Count == 0)
            return Problem.NotFound("Media.Gone");
        foreach (var media in found)
            if ((await change(rows, media)).Problem is { } problem)
                return problem;
        await rows.SaveChangesAsync(ct);
        await whole.CommitAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Media);
        return Result.Done;
    }

    private static string? Typed(string? text) => string.IsNullOrWhiteSpace(text) ? null : PlainText.Line(text);

    private static string? FolderOf(string? folder) => folder is null || PlainText.Visible(folder) is not { Length: > 0 } name ? null : name;

    private static string[] TagsOf(IReadOnlyList<string> tags) =>
        [.. tags.Select(t => PlainText.Visible(t).TrimStart('#')).Where(t => t.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
}
