using ContentFactory.Domain;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Media.Storage;

public sealed partial class StoragePage
{
    private Sheet? sheet;
    private RunningWork? works;
    private StoreTyping draft = new();
    private StoreRow? keysOf;
    private bool inSheet;
    private bool isMoving;
    private string? done;

    [Inject] private TenantStores Stores { get; set; } = null!;

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Media];

    private bool IsHere => !Data!.Stores.Any(s => s.IsCurrent);

    protected override async Task<Result<StoresView>> ReadAsync(CancellationToken ct) => await Stores.ReadAsync(ct);

    private string Held(int files, long bytes) => T["Storage_Held", T.Plural("Storage_Files", files), FileSize.Of(bytes, T)];

    private async Task OpenAsync(StoreRow? store)
    {
        (keysOf, Problem, inSheet, done) = (store, null, true, null);
        if (store is not null)
            draft = new StoreTyping();
        StateHasChanged();
        await sheet!.OpenAsync();
    }

    private void Closed()
    {
        (Problem, inSheet) = (null, false);
        draft.Secret = "";
    }

    private async Task SaveAsync()
    {
        var name = keysOf?.Name ?? draft.Name.Trim();
        if (!await DoAsync(async () => keysOf is { } store ? await Stores.ReplaceKeysAsync(store.Id, draft.AccessKey, draft.Secret, Leaving) : new Result((await Stores.ConnectAsync(draft.Read(), Leaving)).Problem)))
            return;
        (done, draft) = (T[keysOf is null ? "Storage_Connected" : "Storage_KeysDone", name], new StoreTyping());
        await sheet!.CloseAsync();
    }

    private async Task UseAsync(Guid? id)
    {
        done = null;
        if (await DoAsync(() => Stores.UseAsync(id, Leaving)))
            done = T["Storage_Used"];
    }

    private async Task CheckAsync(StoreRow store)
    {
        done = null;
        if (await DoAsync(() => Stores.CheckAsync(store.Id, Leaving)))
            done = T["Storage_Checked", store.Name];
        else
            await ReloadAsync();
    }

    private async Task RemoveAsync(StoreRow store)
    {
        done = null;
        if (await DoAsync(() => Stores.RemoveAsync(store.Id, Leaving)))
            done = T["Storage_Removed", store.Name];
    }

    private async Task MoveAsync()
    {
        done = null;
        await DoAsync(async () =>
        {
            await Stores.MoveAllAsync(Leaving);
            return Result.Done;
        });
        await works!.RefreshAsync();
    }

    private async Task UnderWayAsync(bool underWay)
    {
        var ended = isMoving && !underWay;
        isMoving = underWay;
        if (ended)
            await ReloadAsync();
    }
}
