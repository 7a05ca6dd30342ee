using System.Security.Cryptography;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Media.Cleaning;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Media;

/// <summary>The one door by which a file becomes an item of the library, uploaded or made here.</summary>
public sealed class MediaIntake(Db db, Actor actor, MediaFiles files, StoredFiles stored, MediaLeftovers leftovers, TraceRemoval traces, Changes changes, MediaOptions options, TimeProvider clock)
{
    /// <summary>Takes a finished file of this machine, which stays where it is. It is looked at like an upload, stored, and gets its previews.</summary>
    /// <param name="madeBy">What made it: "slides", a model's name. At most 100 characters.</param>
    /// <param name="id">Of the item, where work may come here twice: a file that is there already is not added again.</param>
    public async Task<Result<Guid>> AddMadeAsync(string filePath, string fileName, Guid? companyId, string madeBy, Guid? id = null, CancellationToken ct = default)
    {
        actor.Demand(Permission.UploadMedia);
        await using var rows = await db.OpenAsync(ct);
        if (id is { } before && await rows.MediaItems.AnyAsync(m => m.Id == before, ct))
            return before;
        if (companyId is not null && !await rows.Companies.AnyAsync(c => c.Id == companyId, ct))
            return Problem.NotFound("Media.CompanyGone");
        var partId = Ids.New(clock);
        try
        {
            await files.CopyInAsync(actor.TenantId, partId, filePath, ct);
            await using var whole = await rows.Database.BeginTransactionAsync(ct);
            var made = await InspectAsync(rows, id ?? Ids.New(clock), partId, NameOf(fileName), companyId, PlainText.Cut(PlainText.Line(madeBy), 100), ct);
            if (!made.Ok)
                return made.Problem;
            if (await KeepAsync(rows, made.Value, partId, ct) is { } problem)
                return problem;
            await whole.CommitAsync(ct);
            Told();
            return made.Value.Id;
        }
        catch (Exception e) when (MediaFiles.IsAway(e))
        {
            return Problem.Unavailable("Media.StoreAway");
        }
        finally
        {
            files.DropUpload(actor.TenantId, partId);
        }
    }

    /// <summary>After the commit: there is a new file, and its previews are due.</summary>
    internal void Told()
    {
        changes.Notify(actor.TenantId, ChangeTopics.Media);
        changes.Notify(Guid.Empty, ChangeTopics.Media);
    }

    /// <summary>Puts what arrived into its store and adds its row; the caller commits, and drops what arrived.</summary>
    internal async Task<Problem?> KeepAsync(AppDb rows, MediaItem item, Guid partId, CancellationToken ct)
    {
        var expected = await leftovers.ExpectAsync(item.Place, ct);
        if (!item.Place.IsOnDisk)
            await stored.PutAsync(item.Place, files.UploadPath(actor.TenantId, partId), item.ContentType, ct);
        await rows.LockTenantAsync(ct);
        if (item.StoreId is null && MediaRoom.Takes(item.Kind) && (await MediaRoom.ReadAsync(rows, ct)).RefusalOf(item.Size) is { } full)
        {
            await leftovers.GiveUpAsync(expected, ct);
            return full;
        }
        // the file first: a row always has its file
        if (item.Place.IsOnDisk)
            files.Promote(actor.TenantId, partId, item.StoreKey);
        rows.MediaItems.Add(item);
        await MediaLeftovers.ArrivedAsync(rows, expected, ct);
        await rows.SaveChangesAsync(ct);
        return null;
    }

    /// <summary>Looks at what arrived as <paramref name="partId"/> and makes an item of it, not saved and not in its place yet.</summary>
    internal async Task<Result<MediaItem>> InspectAsync(AppDb rows, Guid id, Guid partId, string fileName, Guid? companyId, string? madeBy, CancellationToken ct)
    {
        var type = await TypeAsync(partId, fileName, ct);
        if (!type.Ok)
            return type.Problem;
        // voices are made here; no network takes a sound by itself
        if (type.Value.Kind is MediaKind.Audio && madeBy is null)
            return Problem.Invalid("File", "Media.UnknownType");
        await traces.RemoveAsync(type.Value, actor.TenantId, partId, ct);
        await using var file = files.OpenUpload(actor.TenantId, partId);
        var size = MediaSize.Of(type.Value, file);
        if (size is null && type.Value.Kind is not (MediaKind.Document or MediaKind.Audio))
            return Problem.Invalid("File", "Media.Damaged");
        if (size is not null && type.Value.Kind is MediaKind.Image or MediaKind.Animation && (long)size!.Width * size.Height > options.MaxPixels)
            return Problem.Limit("Media.TooManyPixels", options.MaxPixels / 1_000_000) with { Field = "File" };
        file.Position = 0;
        var hash = await SHA256.HashDataAsync(file, ct);
        var now = clock.GetUtcNow();
        var place = (await FileHome.OfAsync(rows, options, ct)).PlaceFor(actor.TenantId, id, type.Value.Extension, now);
        var item = new MediaItem(actor.TenantId, id, companyId, type.Value.Kind, fileName, type.Value.ContentType, file.Length, place, actor.PersonId, now)
        {
            Width = size?.Width, Height = size?.Height, DurationMs = size?.DurationMs, Sha256 = hash, MadeBy = madeBy,
        };
        item.WantPreviews(now);
        return item;
    }

    private async Task<Result<MediaType>> TypeAsync(Guid partId, string fileName, CancellationToken ct)
    {
        await using var file = files.OpenUpload(actor.TenantId, partId);
        var head = new byte[MediaType.HeadLength];
        var read = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
        if (MediaType.Of(head.AsSpan(0, read)) is not { } type)
            return MediaType.IsHeif(head.AsSpan(0, read)) ? Problem.Invalid("File", "Media.Heif", fileName) : Problem.Invalid("File", "Media.UnknownType");
        return file.Length > type.Limit(options) ? TooLarge(type.Limit(options)) : type;
    }

    /// <summary>The last part of a path, readable.</summary>
    internal static string NameOf(string fileName)
    {
        var name = PlainText.Line(fileName.Split('/', '\\')[^1]);
        name = string.Concat(name.Where(c => !char.IsControl(c))).Trim();
        return name.Length == 0 ? "file" : PlainText.Cut(name, 300);
    }

    internal static Problem TooLarge(long limit) => new(ProblemKind.Limit, "File", "Media.TooLarge", limit / 1024 / 1024);
}
