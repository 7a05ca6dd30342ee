using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Outgoing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Media.Stores;

/// <summary>A tenant's own store as it shows itself: never with its secret.</summary>
public sealed record StoreRow(Guid Id, MediaStoreKind Kind, string Name, string? Endpoint, string? Region, string Prefix, string Key, bool IsCurrent, DateTimeOffset? CheckedAt, string? Fault, int Files, long Bytes);

/// <param name="Files">In the installation's store.</param>
/// <param name="Elsewhere">Files that lie in another store than the one where new files go.</param>
public sealed record StoresView(IReadOnlyList<StoreRow> Stores, MediaStoreKind Installed, int Files, long Bytes, MediaRoom Room, int Elsewhere);

/// <summary>The stores of the tenant's own: where its new files go, and whether they answer.</summary>
public sealed class TenantStores(Db db, Actor actor, StoreDesk desk, MediaOptions options, LongTasks tasks, Changes changes, TimeProvider clock)
{
    private const int MostStores = 5;

    public async Task<StoresView> ReadAsync(CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTenant);
        await using var rows = await db.OpenAsync(ct);
        var stores = await rows.MediaStores.AsNoTracking().OrderByDescending(s => s.IsCurrent).ThenByDescending(s => s.CreatedAt).ToListAsync(ct);
        var held = await HeldAsync(rows, ct);
        var (here, home) = (Of(held, null), await FileHome.OfAsync(rows, options, ct));
        var elsewhere = await MoveFiles.Elsewhere(rows, home).CountAsync(ct) + await MoveFiles.ReportsElsewhere(rows, home).CountAsync(ct);
        return new StoresView([.. stores.Select(s => Row(s, Of(held, s.Id)))], options.Store, here.Files, here.Bytes, await MediaRoom.ReadAsync(rows, ct), elsewhere);
    }

    /// <summary>Takes a store that answered well; new files go there from now on.</summary>
    public async Task<Result<Guid>> ConnectAsync(StoreDraft draft, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTenant);
        if (desk.FaultOf(draft) is { } fault)
            return fault;
        var now = clock.GetUtcNow();
        var store = desk.Make(draft, actor.TenantId, Ids.New(clock), now);
        if (await desk.TryAsync(store, ct) is { } trouble)
            return trouble;
        store.Checked(null, now);
        await using var rows = await db.OpenAsync(ct);
        await using var whole = await rows.Database.BeginTransactionAsync(ct);
        await rows.LockTenantAsync(ct);
        if (await rows.MediaStores.CountAsync(ct) >= MostStores)
            return Problem.Limit("Media.Store_TooMany", MostStores);
        await rows.MediaStores.Where(s => s.IsCurrent).ExecuteUpdateAsync(set => set.SetProperty(s => s.IsCurrent, false), ct);
        store.Use(true);
        rows.MediaStores.Add(store);
        rows.Audit(Permission.EditTenant, "media_store", store.Id, null, new { store.Kind, store.Name, store.Endpoint }, now);
        await rows.SaveChangesAsync(ct);
        await whole.CommitAsync(ct);
        Told();
        return store.Id;
    }

    /// <param name="storeId">Null for the installation's.</param>
    public async Task<Result> UseAsync(Guid? storeId, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTenant);
        await using var rows = await db.OpenAsync(ct);
        await using var whole = await rows.Database.BeginTransactionAsync(ct);
        await rows.LockTenantAsync(ct);
        var before = await rows.MediaStores.Where(s => s.IsCurrent).Select(s => (Guid?)s.Id).SingleOrDefaultAsync(ct);
        await rows.MediaStores.Where(s => s.IsCurrent).ExecuteUpdateAsync(set => set.SetProperty(s => s.IsCurrent, false), ct);
        if (storeId is { } id && await rows.MediaStores.Where(s => s.Id == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.IsCurrent, true), ct) == 0)
            return Problem.NotFound("Media.Store_Gone");
        rows.Audit(Permission.EditTenant, "media_home", actor.TenantId, new { StoreId = before }, new { StoreId = storeId }, clock.GetUtcNow());
        await rows.SaveChangesAsync(ct);
        await whole.CommitAsync(ct);
        Told();
        return Result.Done;
    }

    /// <summary>New keys for the same bucket or account, tried before they are kept.</summary>
    public async Task<Result> ReplaceKeysAsync(Guid storeId, string accessKey, string secret, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTenant);
        if (StoreDesk.KeyFault(accessKey, secret) is { } fault)
            return fault;
        if (await FindAsync(storeId, ct) is not { } store)
            return Problem.NotFound("Media.Store_Gone");
        var (now, before) = (clock.GetUtcNow(), StoreDesk.Mask(store.AccessKey));
        desk.SetKeys(store, accessKey, secret, now);
        if (await desk.TryAsync(store, ct) is { } trouble)
            return trouble;
        return await ChangeAsync(storeId, (rows, kept) =>
        {
            kept.SetKeys(store.AccessKey, store.Secret, now);
            kept.Checked(null, now);
            rows.Audit(Permission.EditTenant, "media_store", storeId, new { Key = before }, new { Key = StoreDesk.Mask(store.AccessKey) }, now);
        }, ct);
    }

    /// <summary>Puts, reads and deletes a small file, and keeps how it went.</summary>
    public async Task<Result> CheckAsync(Guid storeId, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTenant);
        if (await FindAsync(storeId, ct) is not { } store)
            return Problem.NotFound("Media.Store_Gone");
        var trouble = await desk.TryAsync(store, ct);
        var now = clock.GetUtcNow();
        var changed = await ChangeAsync(storeId, (rows, kept) =>
        {
            kept.Checked(trouble?.TextKey, now);
            rows.Audit(Permission.EditTenant, "media_store", storeId, null, new { Checked = trouble?.TextKey ?? "ok" }, now);
        }, ct);
        return changed.Ok ? trouble ?? Result.Done : changed;
    }

    /// <summary>Forgets an empty store. What lies in the bucket itself stays the tenant's.</summary>
    public async Task<Result> RemoveAsync(Guid storeId, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTenant);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.MediaStores.SingleOrDefaultAsync(s => s.Id == storeId, ct) is not { } store)
            return Problem.NotFound("Media.Store_Gone");
        if (await rows.MediaItems.CountAsync(m => m.StoreId == storeId, ct) + await rows.ReportFiles.CountAsync(f => f.StoreId == storeId, ct) is var files and > 0)
            return Problem.Conflict("Media.Store_InUse", files);
        await using var whole = await rows.Database.BeginTransactionAsync(ct);
        // what is still noted there stays with whom the store belongs to: nobody may wait for one that never answers
        await rows.MediaLeftovers.Where(l => l.StoreId == storeId).ExecuteDeleteAsync(ct);
        rows.MediaStores.Remove(store);
        rows.Audit(Permission.EditTenant, "media_store", store.Id, new { store.Kind, store.Name }, null, clock.GetUtcNow());
        try
        {
            await rows.SaveChangesAsync(ct);
            await whole.CommitAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problem.Conflict("Media.Store_Changed");
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation })
        {
            // a file came in, or a smaller picture of one that lies elsewhere is here
            return Problem.Conflict("Media.Store_Pictures");
        }
        Told();
        return Result.Done;
    }

    /// <summary>Brings all files to where new ones go, behind the pages. The id of the long work.</summary>
    public async Task<Guid> MoveAllAsync(CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTenant);
        await using (var rows = await db.OpenAsync(ct))
        {
            rows.Audit(Permission.EditTenant, "media_move", actor.TenantId, null, null, clock.GetUtcNow());
            await rows.SaveChangesAsync(ct);
        }
        return await tasks.StartAsync(MoveFiles.Kind, ct: ct);
    }

    private async Task<TenantStore?> FindAsync(Guid storeId, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        return await rows.MediaStores.AsNoTracking().SingleOrDefaultAsync(s => s.Id == storeId, ct);
    }

    /// <summary>Changes the store as it stands now, whatever was tried with it before: a look at it may have taken half a minute.</summary>
    private async Task<Result> ChangeAsync(Guid storeId, Action<AppDb, TenantStore> change, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        if (await rows.MediaStores.SingleOrDefaultAsync(s => s.Id == storeId, ct) is not { } store)
            return Problem.NotFound("Media.Store_Gone");
        change(rows, store);
        try
        {
            await rows.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problem.Conflict("Media.Store_Changed");
        }
        Told();
        return Result.Done;
    }

    /// <summary>What lies in each store: the library and reports; smaller pictures are no files of their own.</summary>
    private static async Task<List<Held>> HeldAsync(AppDb rows, CancellationToken ct) =>
    [
        .. await rows.MediaItems.GroupBy(m => m.StoreId).Select(g => new Held(g.Key, g.Count(), g.Sum(m => m.Size))).ToListAsync(ct),
        .. await rows.ReportFiles.GroupBy(f => f.StoreId).Select(g => new Held(g.Key, g.Count(), g.Sum(f => f.Size))).ToListAsync(ct),
    ];

    private static (int Files, long Bytes) Of(List<Held> held, Guid? storeId) =>
        held.Where(h => h.StoreId == storeId).Aggregate((Files: 0, Bytes: 0L), (sum, h) => (sum.Files + h.Files, sum.Bytes + h.Bytes));

    private void Told() => changes.Notify(actor.TenantId, ChangeTopics.Media);

    private static StoreRow Row(TenantStore store, (int Files, long Bytes) held) => new(
        store.Id, store.Kind, store.Name, store.Endpoint, store.Region, store.Prefix, StoreDesk.Mask(store.AccessKey), store.IsCurrent, store.CheckedAt, store.Fault, held.Files, held.Bytes);

    private sealed record Held(Guid? StoreId, int Files, long Bytes);
}
