using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
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
        return await OwnAsync(rows, uploadId, ct) is { } upload ? new UploadState(upload.Id, upload.Size, upload.Received) : Problem.NotFound("Media.UploadGone");
    }

    /// <summary>Takes the next chunk. Another offset than the one reached is a conflict whose argument says how much is here.</summary>
    /// <returns>How much is here now.</returns>
    public async Task<Result<long>> AppendAsync(Guid uploadId, long offset, Stream chunk, CancellationToken ct = default)
    {
        actor.Demand(Permission.UploadMedia);
        // read first: the row is locked for the disk only, not for as long as the sender likes
        if (await ReadAsync(chunk, ct) is not { } bytes)
            return Problem.Limit("Media.ChunkTooLarge", LongestChunk / 1024 / 1024);
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        await rows.Database.ExecuteSqlAsync($"select 1 from media_uploads where tenant_id = {actor.TenantId} and id = {uploadId} for update", ct);
        if (await OwnAsync(rows, uploadId, ct) is not { } upload)
            return Problem.NotFound("Media.UploadGone");
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

    /// <summary>Looks at the content and makes the item. A refused file is gone.</summary>
    public async Task<Result<Guid>> CompleteAsync(Guid uploadId, Guid? companyId = null, CancellationToken ct = default)
    {
        actor.Demand(Permission.UploadMedia);
        await using var rows = await db.OpenAsync(ct);
        await using var alone = await rows.Database.BeginTransactionAsync(ct);
        await rows.Database.ExecuteSqlAsync($"select 1 from media_uploads where tenant_id = {actor.TenantId} and id = {uploadId} for update", ct);
        if (await OwnAsync(rows, uploadId, ct) is not { } upload)
            return Problem.NotFound("Media.UploadGone");
        if (upload.Received != upload.Size || !files.HasUpload(actor.TenantId, uploadId))
            return Problem.Conflict("Media.Incomplete", upload.Received);
        if (companyId is not null && !await rows.Companies.AnyAsync(c => c.Id == companyId, ct))
            return Problem.NotFound("Media.CompanyGone");
        Result<MediaItem> made;
        try
        {
            made = await intake.InspectAsync(Ids.New(clock), uploadId, upload.FileName, companyId, null, ct);
            // the file first: a row always has its file, a file without a row is only waste
            if (made.Ok)
                files.Promote(actor.TenantId, uploadId, made.Value.StoreKey);
            else
                files.DropUpload(actor.TenantId, uploadId);
        }
        catch (Exception e) when (MediaFiles.IsAway(e))
        {
            // what has arrived stays, to be completed later
            return Problem.Unavailable("Media.StoreAway");
        }
        if (made.Ok)
            rows.MediaItems.Add(made.Value);
        rows.MediaUploads.Remove(upload);
        await rows.SaveChangesAsync(ct);
        await alone.CommitAsync(ct);
        if (made.Ok)
            intake.Told();
        return made.Ok ? made.Value.Id : made.Problem;
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

    private static async Task<byte[]?> ReadAsync(Stream chunk, CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        var part = new byte[64 * 1024];
        while (await chunk.ReadAsync(part, ct) is var read and > 0)
        {
            if (buffer.Length + read > LongestChunk)
                return null;
            buffer.Write(part, 0, read);
        }
        return buffer.ToArray();
    }

    private Task<MediaUpload?> OwnAsync(AppDb rows, Guid uploadId, CancellationToken ct) =>
        rows.MediaUploads.SingleOrDefaultAsync(u => u.Id == uploadId && u.CreatedBy == actor.PersonId, ct);

    private async Task DropExpiredAsync(AppDb rows, DateTimeOffset now, CancellationToken ct)
    {
        var expired = await rows.MediaUploads.Where(u => u.ExpiresAt <= now).OrderBy(u => u.ExpiresAt).Take(100).ToListAsync(ct);
        rows.MediaUploads.RemoveRange(expired);
        foreach (var upload in expired)
            files.DropUpload(actor.TenantId, upload.Id);
    }
}
