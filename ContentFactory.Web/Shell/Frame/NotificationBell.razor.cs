using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Shell.Frame;

/// <summary>What the person was told: a count at once, the list when somebody looks, both kept fresh.</summary>
public sealed partial class NotificationBell(Notifications notifications, Actor actor, Changes changes, TimeProvider clock, ProblemText texts)
{
    private const int Shown = 20;

    private IReadOnlyList<NotificationRow>? rows;
    private PageRefresh? refresh;
    private string news = "";
    private bool isOpen;

    [Parameter, EditorRequired] public Entrance Door { get; set; } = null!;

    /// <summary>Read once: by the first HTML, which hands it to the circuit.</summary>
    [PersistentState] public int? Unread { get; set; }

    private string Label => Unread is { } n and > 0 ? $"{T["Bell_Label"]}. {T.Plural("Bell_Unread", n)}" : T["Bell_Label"];

    protected override async Task OnInitializedAsync()
    {
        if (Unread is null)
            await ReadAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            refresh = new PageRefresh(changes, clock, actor.TenantId, [ChangeTopics.Notifications], () => InvokeAsync(RefreshAsync));
    }

    public void Dispose() => refresh?.Dispose();

    private Task ToggleAsync()
    {
        isOpen = !isOpen;
        return isOpen ? ReadAsync() : Task.CompletedTask;
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
        if (isOpen)
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
