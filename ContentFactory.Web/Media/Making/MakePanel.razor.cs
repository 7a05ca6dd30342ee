using ContentFactory.Domain.Content.Making;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Making;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Media.Making;

public sealed partial class MakePanel(PostMaking making, MakingOrders orders, MediaLinks links)
{
    private static readonly string[] Places = ["?made=", "content/media/"];

    private RunningWork? works;
    private MakeSheet? sheet;

    [Parameter, EditorRequired] public string Tenant { get; set; } = "";

    /// <summary>What it is made for; null for the library alone.</summary>
    [Parameter] public Guid? PostId { get; set; }

    /// <summary>Whose the file is, where there is no post to say it.</summary>
    [Parameter] public Guid? CompanyId { get; set; }

    /// <summary>Of the post: pictures of an older one are not shown again.</summary>
    [Parameter] public int Version { get; set; }

    /// <summary>What stands in the post already.</summary>
    [Parameter] public IReadOnlyCollection<Guid> Chosen { get; set; } = [];

    /// <summary>An item that goes into the post.</summary>
    [Parameter] public EventCallback<Guid> OnChosen { get; set; }

    /// <summary>Keeps what was typed: what is made shows the words on the screen.</summary>
    [Parameter] public Func<Task>? Save { get; set; }

    private MediaLinks Links => links;

    internal async Task OpenAsync(MakeKind kind)
    {
        if (Save is not null)
            await Save();
        await sheet!.OpenAsync(kind);
    }

    internal static Guid? MadeOf(LongTaskView task)
    {
        if (task is not { State: LongTaskState.Done, Link: { } link })
            return null;
        foreach (var place in Places)
            if (link.IndexOf(place, StringComparison.Ordinal) is >= 0 and var at && Guid.TryParse(link[(at + place.Length)..], out var media))
                return media;
        return null;
    }

    private Task<IReadOnlyList<LongTaskView>> ReadAsync(CancellationToken ct) => PostId is { } post ? making.UnderWayAsync(post, ct) : orders.OwnAsync(ct);

    private Task StartedAsync() => works!.RefreshAsync();
}
