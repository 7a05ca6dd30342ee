using System.Security.Cryptography;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Media.Cleaning;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Media;

/// <summary>What was found good, not saved and not in its place yet.</summary>
/// <param name="PartId">Under which its bytes wait: those that arrived, or the cleaned ones.</param>
internal sealed record Inspected(MediaItem Item, Guid PartId, Guid ArrivedId);

/// <summary>The one door by which a file becomes an item of the library, uploaded or made here.</summary>
public sealed class MediaIntake(Db db, Actor actor, MediaFiles files, StoredFiles stored, MediaLeftovers leftovers, TraceRemoval traces, Changes changes, MediaOptions options, TimeProvider clock)
{
    /// <summary>
    /// Takes a finished file of this machine, which stays where it is. It is looked at like an upload, stored, and gets its previews. What was made
    /// is never lost to a store that is away: then it lies on the disk, and moving fetches it.
    /// </summary>
    /// <param name="madeBy">What made it: "slides", a model's name. At most 100 characters.</param>
    /// <param name="id">Of the item, where work may come here twice: a file that is there already is not added again.</param>
    public async Task<Result<Guid>> AddMadeAsync(string filePath, string fileName, Guid? companyId, string madeBy, Guid? id = null, CancellationToken ct = default)
    {
        actor.Demand(Permission.UploadMedia);
        if (id is { } before && await IsThereAsync(before, ct))
            return before;
        if (await CompanyFaultAsync(companyId, ct) is { } gone)
            return gone;
        var partId = Ids.New(clock);
        try
        {
            await files.CopyInAsync(actor.TenantId, partId, filePath, ct);
            var made = await InspectAsync(id ?? Ids.New(clock), partId, NameOf(fileName), companyId, PlainText.Cut(PlainText.Line(madeBy), 100), ct);
            if (!made.Ok)
                return made.Problem;
            var problem = await KeepAsync(made.Value, (_, _) => Task.FromResult<Problem?>(null), ct);
            return problem is null ? made.Value.Item.Id : problem;
        }
        catch (DbUpdateException e) when (id is not null && e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // another node was quicker
            return id.Value;
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

    internal async Task<Problem?> CompanyFaultAsync(Guid? companyId, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        return companyId is null || await rows.Companies.AnyAsync(c => c.Id == companyId, ct) ? null : Problem.NotFound("Media.CompanyGone");
    }

    /// <summary>Puts what was found good into its store and adds its row. No transaction is open while a store outside takes its time.</summary>
    /// <param name="also">In the transaction that adds the row; a problem of it undoes all.</param>
    internal async Task<Problem?> KeepAsync(Inspected found, Func<AppDb, CancellationToken, Task<Problem?>> also, CancellationToken ct)
    {
        try
        {
            return await PutAndAddAsync(found, also, ct);
        }
        finally
        {
            if (found.PartId != found.ArrivedId)
                files.DropUpload(actor.TenantId, found.PartId);
        }
    }

    private async Task<Problem?> PutAndAddAsync(Inspected found, Func<AppDb, CancellationToken, Task<Problem?>> also, CancellationToken ct)
    {
        var expected = await PutOutsideAsync(found, ct);
        var problem = await AddAsync(found, expected, also, ct);
        if (problem is null)
        {
            changes.Notify(actor.TenantId, ChangeTopics.Media);
            // its previews are due
            changes.Notify(Guid.Empty, ChangeTopics.Media);
        }
        else
            await leftovers.GiveUpAsync(expected, ct);
        return problem;
    }

    /// <summary>Looks at what arrived as <paramref name="partId"/>, which stays as it is, and makes an item of it.</summary>
    internal async Task<Result<Inspected>> InspectAsync(Guid id, Guid partId, string fileName, Guid? companyId, string? madeBy, CancellationToken ct)
    {
        var type = await TypeAsync(partId, fileName, ct);
        if (!type.Ok)
            return type.Problem;
        // voices are made here; no network takes a sound by itself
        if (type.Value.Kind is MediaKind.Audio && madeBy is null)
            return Problem.Invalid("File", "Media.UnknownType");
        var clean = await traces.RemoveAsync(type.Value, actor.TenantId, partId, Ids.New(clock), ct);
        var made = await MadeOfAsync(id, clean, type.Value, fileName, companyId, madeBy, ct);
        if (made.Ok)
            return new Inspected(made.Value, clean, partId);
        if (clean != partId)
            files.DropUpload(actor.TenantId, clean);
        return made.Problem;
    }

    private async Task<Result<MediaItem>> MadeOfAsync(Guid id, Guid partId, MediaType type, string fileName, Guid? companyId, string? madeBy, CancellationToken ct)
    {
        await using var file = files.OpenUpload(actor.TenantId, partId);
        var size = MediaSize.Of(type, file);
        if (size is null && type.Kind is not (MediaKind.Document or MediaKind.Audio))
            return Problem.Invalid("File", "Media.Damaged");
        if (size is not null && type.Kind is MediaKind.Image or MediaKind.Animation && (long)size!.Width * size.Height > options.MaxPixels)
            return Problem.Limit("Media.TooManyPixels", options.MaxPixels / 1_000_000) with { Field = "File" };
        file.Position = 0;
        var hash = await SHA256.HashDataAsync(file, ct);
        var now = clock.GetUtcNow();
        // a key of each try: what an earlier one left in the store may be removed at any time
        var place = (await HomeAsync(ct)).PlaceFor(actor.TenantId, Ids.New(clock), type.Extension, now);
        var item = new MediaItem(actor.TenantId, id, companyId, type.Kind, fileName, type.ContentType, file.Length, place, actor.PersonId, now)
        {
            Width = size?.Width, Height = size?.Height, DurationMs = size?.DurationMs, Sha256 = hash, MadeBy = madeBy,
        };
        item.WantPreviews(now);
        return item;
    }

    private async Task<Guid?> PutOutsideAsync(Inspected found, CancellationToken ct)
    {
        var item = found.Item;
        if (item.Place.IsOnDisk)
            return null;
        var expected = await leftovers.ExpectAsync(item.Place, ct);
        try
        {
            await stored.PutAsync(item.Place, files.UploadPath(actor.TenantId, found.PartId), item.ContentType, ct);
        }
        catch (StoreFault) when (item.MadeBy is not null)
        {
            item.PutIn(FilePlace.OnDisk(item.StoreKey));
        }
        return expected;
    }

    private async Task<Problem?> AddAsync(Inspected found, Guid? expected, Func<AppDb, CancellationToken, Task<Problem?>> also, CancellationToken ct)
    {
        var item = found.Item;
        await using var rows = await db.OpenAsync(ct);
        await using var whole = await rows.Database.BeginTransactionAsync(ct);
        if (await also(rows, ct) is { } problem)
            return problem;
        await rows.LockTenantAsync(ct);
        if (item.StoreId is null && MediaRoom.Takes(item.Kind) && (await MediaRoom.ReadAsync(rows, ct)).RefusalOf(item.Size) is { } full)
            return full;
        // the file first: a row always has its file
        if (item.Place.IsOnDisk)
            files.Promote(actor.TenantId, found.PartId, item.StoreKey);
        else
            await MediaLeftovers.ArrivedAsync(rows, expected, ct);
        rows.MediaItems.Add(item);
        await rows.SaveChangesAsync(ct);
        await whole.CommitAsync(ct);
        return null;
    }

    private async Task<bool> IsThereAsync(Guid id, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        return await rows.MediaItems.AnyAsync(m => m.Id == id, ct);
    }

    private async Task<FileHome> HomeAsync(CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        return await FileHome.OfAsync(rows, options, ct);
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
