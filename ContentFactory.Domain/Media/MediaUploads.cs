using System.Buffers;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Media.Stores;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Media;

public sealed record UploadState(Guid Id, long Size, long Received);

/// <summary>Uploads in chunks that resume where they stopped. A file becomes an item of the library only when its content passes.</summary>
public sealed class MediaUploads(Db db, Actor actor, MediaIntake intake, MediaFiles files, MediaOptions options, TimeProvider clock)
{
    public const int LongestChunk = 4 * 1024 * 1024;
    private const int MostPending = 50;

    public async Task<Result<Guid>> BeginAsync(string fileName, long size, CancellationToken ct = default)
    {
        actor.Demand(Permission.UploadMedia);
        var name = MediaIntake.NameOf(fileName);
        if (size <= 0)
            return Problem.Invalid("File", "Media.Empty");
        if (size > options.MaxBytes)
            return MediaIntake.TooLarge(options.MaxBytes);
        await using var rows = await db.OpenAsync(ct);
        // a photo takes no room, and what it is shows only when it is here
        if (size > options.MaxImageBytes && await FileHome.OfAsync(rows, options, ct) is { StoreId: null } && (await MediaRoom.ReadAsync(rows, ct)).RefusalOf(size) is { } full)
            return full;
        var now = clock.GetUtcNow();
        await DropExpiredAsync(rows, now, ct);
        if (await rows.MediaUploads.CountAsync(u => u.CreatedBy == actor.PersonId && u.ExpiresAt > now, ct) >= MostPending)
            return Problem.Limit("Media.TooManyUploads", MostPending);
        var upload = new MediaUpload(actor.TenantId, Ids.New(now), name, size, actor.PersonId, now);
        rows.MediaUploads.Add(upload);
        await rows.SaveChangesAsync(ct);
        return upload.Id;
    }

    /// <summary>Where to go on after a break.</summary>
    public async Task<Result<UploadState>> StateAsync(Guid uploadId, CancellationToken ct = default)
    {
        actor.Demand(Permission.UploadMedia);
        await using var rows = await db.OpenAsync(ct);
        return await OwnAsync(rows, uploadId, ct) is { } upload ? new UploadState(upload.Id, upload.Size, Math.Min(upload.Received, files.UploadLength(actor.TenantId, uploadId))) : Problem.NotFound("Media.UploadGone");
    }

    /// <summary>Takes the next chunk. Another offset than the one reached is a conflict whose argument says how much is here.</summary>
    /// <returns>How much is here now.</returns>
    public async Task<Result<long>> AppendAsync(Guid uploadId, long offset, Stream chunk, CancellationToken ct = default)
    {
        actor.Demand(Permission.UploadMedia);
        // chunks come one after the other for as long as a film takes: their memory is used again
        var buffer = ArrayPool<byte>.Shared.Rent(LongestChunk);
        try
        {
            // read first: the row is locked for the disk only, not for as long as the sender likes
            return await ReadAsync(chunk, buffer.AsMemory(0, LongestChunk), ct) is { } length
                ? await AppendAsync(uploadId, offset, buffer.AsMemory(0, length), ct) : Problem.Limit("Media.ChunkTooLarge", LongestChunk / 1024 / 1024);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<Result<long>> AppendAsync(Guid uploadId, long offset, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        await rows.Database.ExecuteSqlAsync($"select 1 from media_uploads where tenant_id = {actor.TenantId} and id = {uploadId} for update", ct);
        if (await OwnAsync(rows, uploadId, ct) is not { } upload)
            return Problem.NotFound("Media.UploadGone");
        if (files.UploadLength(actor.TenantId, uploadId) is var here && here < upload.Received)
            upload.FallBack(here);
        if (offset != upload.Received)
            return Problem.Conflict("Media.OtherOffset", upload.Received);
        if (offset + bytes.Length > upload.Size)
            return Problem.Invalid("File", "Media.LongerThanSaid");
        try
        {
            await files.AppendAsync(actor.TenantId, uploadId, offset, bytes, ct);
        }
        catch (Exception e) when (MediaFiles.IsAway(e))
        {
            return Problem.Unavailable("Media.StoreAway");
        }
        upload.Receive(bytes.Length);
        await rows.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return upload.Received;
    }

    /// <summary>Looks at the content and makes the item, under the upload's id. A refused file is gone; a second call gives the same item.</summary>
    public async Task<Result<Guid>> CompleteAsync(Guid uploadId, Guid? companyId = null, CancellationToken ct = default)
    {
        actor.Demand(Permission.UploadMedia);
        if (await WaitingAsync(uploadId, ct) is not { } upload)
            return await CompletedAsync(uploadId, ct);
        if (Math.Min(upload.Received, files.UploadLength(actor.TenantId, uploadId)) is var here && here != upload.Size)
            return Problem.Conflict("Media.Incomplete", here);
        if (await intake.CompanyFaultAsync(companyId, ct) is { } gone)
            return gone;
        try
        {
            var made = await intake.InspectAsync(uploadId, uploadId, upload.FileName, companyId, null, ct);
            if (!made.Ok)
            {
                await CancelAsync(uploadId, ct);
                return made.Problem;
            }
            // whoever completes it at the same moment finds no row here
            var problem = await intake.KeepAsync(made.Value, async (rows, token) => await rows.MediaUploads.Where(u => u.Id == uploadId).ExecuteDeleteAsync(token) == 1 ? null : Problem.NotFound("Media.UploadGone"), ct);
            if (problem is { Kind: ProblemKind.Limit })
                await CancelAsync(uploadId, ct);
            else if (problem is null)
                files.DropUpload(actor.TenantId, uploadId);
            return problem is null ? uploadId : problem is { Kind: ProblemKind.NotFound } ? await CompletedAsync(uploadId, ct) : problem;
        }
        catch (StoreFault fault)
        {
            return Problem.Unavailable(fault.Trouble is StoreTrouble.Away ? "Media.OwnStoreAway" : "Media.OwnStoreRefuses");
        }
        catch (Exception e) when (MediaFiles.IsAway(e))
        {
            // what has arrived stays, to be completed later
            return Problem.Unavailable("Media.StoreAway");
        }
    }

    private async Task<MediaUpload?> WaitingAsync(Guid uploadId, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        return await OwnAsync(rows, uploadId, ct);
    }

    /// <summary>The answer to an earlier call may have been lost.</summary>
    private async Task<Result<Guid>> CompletedAsync(Guid uploadId, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        return await rows.MediaItems.AnyAsync(m => m.Id == uploadId && m.CreatedBy == actor.PersonId, ct) ? uploadId : Problem.NotFound("Media.UploadGone");
    }

    public async Task<Result> CancelAsync(Guid uploadId, CancellationToken ct = default)
    {
        actor.Demand(Permission.UploadMedia);
        await using var rows = await db.OpenAsync(ct);
        if (await OwnAsync(rows, uploadId, ct) is not { } upload)
            return Problem.NotFound("Media.UploadGone");
        rows.MediaUploads.Remove(upload);
        await rows.SaveChangesAsync(ct);
        files.DropUpload(actor.TenantId, uploadId);
        return Result.Done;
    }

    /// <summary>How much was read; null where there is more than a chunk may have.</summary>
    private static async Task<int?> ReadAsync(Stream chunk, Memory<byte> buffer, CancellationToken ct)
    {
        var read = await chunk.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return read == buffer.Length && await chunk.ReadAsync(new byte[1], ct) > 0 ? null : read;
    }

    private Task<MediaUpload?> OwnAsync(AppDb rows, Guid uploadId, CancellationToken ct) =>
        rows.MediaUploads.SingleOrDefaultAsync(u => u.Id == uploadId && u.CreatedBy == actor.PersonId, ct);

    private async Task DropExpiredAsync(AppDb rows, DateTimeOffset now, CancellationToken ct)
    {
        // one that is being completed right now is left to whoever does that
        var expired = await rows.Database.SqlQuery<Guid>($"""
            delete from media_uploads where tenant_id = {actor.TenantId} and id in (
                select id from media_uploads where tenant_id = {actor.TenantId} and expires_at <= {now} order by expires_at limit 100 for update skip locked)
            returning id as "Value"
            """).ToListAsync(ct);
        foreach (var upload in expired)
            files.DropUpload(actor.TenantId, upload);
    }
}
