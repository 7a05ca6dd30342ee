using ContentFactory.Domain.Content.Making;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Media.Making;

public sealed partial class MakePanel(PostMaking making, MediaLinks links)
{
    private const string Made = "?made=";

    private RunningWork? works;
    private MakeSheet? sheet;

    [Parameter, EditorRequired] public string Tenant { get; set; } = "";
    [Parameter, EditorRequired] public Guid PostId { get; set; }

    /// <summary>Of the post: pictures of an older one are not shown again.</summary>
    [Parameter, EditorRequired] public int Version { get; set; }

    /// <summary>What stands in the post already.</summary>
    [Parameter] public IReadOnlyCollection<Guid> Chosen { get; set; } = [];

    /// <summary>An item that goes into the post.</summary>
    [Parameter] public EventCallback<Guid> OnChosen { get; set; }

    /// <summary>Keeps what was typed: what is made shows the words on the screen.</summary>
    [Parameter] public Func<Task>? Save { get; set; }

    private MediaLinks Links => links;

    internal static Guid? MadeOf(LongTaskView task) =>
        task is { State: LongTaskState.Done, Link: { } link } && link.IndexOf(Made, StringComparison.Ordinal) is > 0 and var at && Guid.TryParse(link[(at + Made.Length)..], out var media) ? media : null;

    private async Task OpenAsync(MakeKind kind)
    {
        if (Save is not null)
            await Save();
        await sheet!.OpenAsync(kind);
    }

    private Task StartedAsync() => works!.RefreshAsync();
}
