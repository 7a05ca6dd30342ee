using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ContentFactory.Web.Shell.Frame;

/// <summary>What the person was told: a count at once, the list when somebody looks, both kept fresh.</summary>
public sealed partial class NotificationBell(Notifications notifications, Actor actor, Changes changes, TimeProvider clock, ProblemText texts, IJSRuntime js)
{
    private const int Shown = 20;

    private IReadOnlyList<NotificationRow>? rows;
    private PageRefresh? refresh;
    private string news = "";
    private ElementReference bell;
    private bool looked;

    [Parameter, EditorRequired] public Entrance Door { get; set; } = null!;

    /// <summary>Read once: by the first HTML, which hands it to the circuit.</summary>
    [PersistentState] public int? Unread { get; set; }

    private string Label => Unread is { } n and > 0 ? $"{T["Bell_Label"]}. {T.Plural("Bell_Unread", n)}" : T["Bell_Label"];

    protected override async Task OnInitializedAsync()
    {
        if (Unread is null)
            await ReadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        refresh = new PageRefresh(changes, clock, actor.TenantId, [ChangeTopics.Notifications], () => InvokeAsync(RefreshAsync));
        if (!await IsOpenAsync())
            return;
        await LookAsync();
        StateHasChanged();
    }

    public void Dispose() => refresh?.Dispose();

    // the browser says that it toggled, not to what: opened or closed, the list is read and kept from now on
    private Task LookAsync()
    {
        looked = true;
        return ReadAsync();
    }

    /// <summary>It opens without the circuit, and what happened before the circuit was up is never told.</summary>
    private async Task<bool> IsOpenAsync()
    {
        try
        {
            await using var floating = await js.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/floating.js"]);
            return await floating.InvokeAsync<bool>("isOpen", bell);
        }
        catch (Exception e) when (e is JSException or JSDisconnectedException or TaskCanceledException)
        {
            return false;
        }
    }

    private async Task RefreshAsync()
    {
        var before = Unread;
        await ReadAsync();
        news = Unread > before ? T.Plural("Bell_Unread", Unread.Value) : "";
        StateHasChanged();
    }

    private Task MarkAsync(NotificationRow row) =>
        row.Read ? Task.CompletedTask : SafelyAsync(async () =>
        {
            await notifications.MarkReadAsync(row.Id, CancellationToken.None);
            await ReadNowAsync();
        });

    private Task MarkAllAsync() => SafelyAsync(async () =>
    {
        await notifications.MarkAllReadAsync(CancellationToken.None);
        await ReadNowAsync();
    });

    private Task ReadAsync() => SafelyAsync(ReadNowAsync);

    private async Task ReadNowAsync()
    {
        if (looked)
            rows = await notifications.ListAsync(Shown, CancellationToken.None);
        Unread = await notifications.UnreadAsync(CancellationToken.None);
    }

    /// <summary>The frame outlives a database that went away: the bell keeps what it showed.</summary>
    private async Task SafelyAsync(Func<Task> act)
    {
        if (!actor.May(Permission.ViewNotifications))
            return;
        try
        {
            await act();
        }
        catch (Exception e) when (DatabaseGate.IsOutage(e))
        {
            refresh?.Soon();
        }
    }

    private string Address(string link) => link.StartsWith('/') ? link : $"/t/{Uri.EscapeDataString(Door.Slug)}/{link}";
}
