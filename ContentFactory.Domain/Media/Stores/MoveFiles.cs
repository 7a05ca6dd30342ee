using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media.Making;
using ContentFactory.Domain.Media.Previews;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Domain.Media.Stores;

/// <summary>
/// Brings a tenant's files to where its new ones go, one after the other. Each is copied, then its row names the new place, then the old one is left
/// to the sweep after an hour, for a network may be reading it. Whoever begins again goes on with what is not there yet.
/// </summary>
public sealed class MoveFiles(Db db, Actor actor, StoredFiles stored, MediaLeftovers leftovers, MakingFolders folders, MediaOptions options, Changes changes, TimeProvider clock, ILogger<MoveFiles> log)
    : LongRun<NoInput>
{
    public const string Kind = "media.move";
    private static readonly TimeSpan ReadersEnd = TimeSpan.FromHours(1);

    private sealed record Place(Guid After, int Moved, int Lost);

    internal static IQueryable<MediaItem> Elsewhere(AppDb rows, FileHome home) => rows.MediaItems.AsNoTracking().Where(m => m.Store != home.Store || m.StoreId != home.StoreId);

    public override async Task<Result<LongOutcome>> RunAsync(NoInput input, LongProgress progress, CancellationToken ct)
    {
        actor.Demand(Permission.UploadMedia);
        await using var rows = await db.OpenAsync(ct);
        var home = await FileHome.OfAsync(rows, options, ct);
        var at = progress.Cursor<Place>() ?? new Place(Guid.Empty, 0, 0);
        var total = at.Moved + at.Lost + await Elsewhere(rows, home).CountAsync(m => m.Id > at.After, ct);
        while (await Elsewhere(rows, home).Where(m => m.Id > at.After).OrderBy(m => m.Id).FirstOrDefaultAsync(ct) is { } media)
        {
            progress.Report(Math.Min(at.Moved + at.Lost, total), total, new LongText("Media.Moving_File", media.FileName));
            try
            {
                await MoveAsync(rows, media, home, ct);
                at = at with { After = media.Id, Moved = at.Moved + 1 };
            }
            catch (IOException e) when (StoredFiles.IsMissing(e) && e is not StoreFault { Trouble: StoreTrouble.NoBucket })
            {
                log.LogWarning("File {Media} is not in {Store} and stays where its row says", media.Id, media.Store);
                at = at with { After = media.Id, Lost = at.Lost + 1 };
            }
            catch (Exception e) when (MediaFiles.IsAway(e))
            {
                log.LogWarning("Moving files stops at {Media}: {Reason}", media.Id, e.Message);
                return Problem.Unavailable("Media.Moving_Stopped", at.Moved);
            }
            await progress.SaveAsync(at);
        }
        progress.Report(at.Moved + at.Lost, at.Moved + at.Lost);
        changes.Notify(actor.TenantId, ChangeTopics.Media);
        return new LongOutcome(at.Lost == 0 ? new LongText("Media.Moved", at.Moved) : new LongText("Media.MovedSome", at.Moved, at.Lost));
    }

    private async Task MoveAsync(AppDb rows, MediaItem media, FileHome home, CancellationToken ct)
    {
        var (from, to) = (media.Place, New(media.Place, home));
        var expected = await CopyAsync(from, to, media.Size, media.ContentType, ct);
        var renditions = await rows.MediaRenditions.AsNoTracking().Where(r => r.MediaId == media.Id).ToListAsync(ct);
        foreach (var rendition in renditions.Where(r => !r.Place.IsIn(home)))
            await MoveAsync(rows, rendition, home, ct);
        await using var whole = await rows.Database.BeginTransactionAsync(ct);
        // somebody deleted it meanwhile: then the copy is what is left over
        var stands = await rows.MediaItems.Where(m => m.Id == media.Id && m.StoreKey == from.Key).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.Store, to.Store).SetProperty(m => m.StoreId, to.StoreId).SetProperty(m => m.StoreKey, to.Key), ct) == 1;
        await EndAsync(rows, stands ? from : to, expected, stands, ct);
        await whole.CommitAsync(ct);
    }

    private async Task MoveAsync(AppDb rows, MediaRendition rendition, FileHome home, CancellationToken ct)
    {
        var (from, to) = (rendition.Place, New(rendition.Place, home));
        var expected = await CopyAsync(from, to, rendition.Size, rendition.ContentType, ct);
        await using var whole = await rows.Database.BeginTransactionAsync(ct);
        var stands = await rows.MediaRenditions.Where(r => r.Id == rendition.Id && r.StoreKey == from.Key).ExecuteUpdateAsync(set => set
            .SetProperty(r => r.Store, to.Store).SetProperty(r => r.StoreId, to.StoreId).SetProperty(r => r.StoreKey, to.Key), ct) == 1;
        await EndAsync(rows, stands ? from : to, expected, stands, ct);
        await whole.CommitAsync(ct);
    }

    private async Task EndAsync(AppDb rows, FilePlace leftOver, Guid? expected, bool stands, CancellationToken ct)
    {
        await MediaLeftovers.ArrivedAsync(rows, expected, ct);
        leftovers.Add(rows, leftOver, clock.GetUtcNow() + (stands ? ReadersEnd : TimeSpan.Zero));
        await rows.SaveChangesAsync(ct);
    }

    private async Task<Guid?> CopyAsync(FilePlace from, FilePlace to, long size, string contentType, CancellationToken ct)
    {
        var expected = await leftovers.ExpectAsync(to, ct);
        return await folders.OnceAsync(async folder =>
        {
            await stored.PutAsync(to, await stored.BringAsync(from, size, folder, ct), contentType, ct);
            return expected;
        });
    }

    // another key, for the file may come back to a store that is still to forget it
    private FilePlace New(FilePlace from, FileHome home) => home.PlaceFor(actor.TenantId, Ids.New(clock), Path.GetExtension(from.Key), clock.GetUtcNow());
}
