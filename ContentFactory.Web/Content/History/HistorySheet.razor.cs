using ContentFactory.Domain;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.History;
using ContentFactory.Web.Shell;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Content.History;

public sealed partial class HistorySheet(VersionHistory history)
{
    private HistoryPage? page;
    private VersionDifference? difference;
    private Problem? problem;
    private int? chosen;
    private int shownVersion;
    private bool withNow;
    private bool reading;
    private string said = "";

    [Parameter, EditorRequired] public Guid PostId { get; set; }

    /// <summary>Of the post as it stands.</summary>
    [Parameter, EditorRequired] public int Version { get; set; }

    [Parameter, EditorRequired] public string ZoneId { get; set; } = "";
    [Parameter] public bool MayRestore { get; set; }
    [Parameter] public bool Busy { get; set; }

    /// <summary>Brings a version back and answers with what it did.</summary>
    [Parameter] public Func<int, Task<Result<Restored>>>? OnRestore { get; set; }

    private int Chosen => chosen ?? Version;

    /// <summary>What is open follows the post: a colleague's version joins the list.</summary>
    protected override async Task OnParametersSetAsync()
    {
        if (page is not null && shownVersion != Version)
            await ReadAsync();
    }

    private async Task OpenAsync()
    {
        (said, chosen, withNow) = ("", null, false);
        await ReadAsync();
    }

    private Task ReadAsync() => AskAsync(async () =>
    {
        shownVersion = Version;
        var read = await history.ListAsync(PostId);
        (page, problem) = (read.Ok ? read.Value : page, read.Problem);
        if (page is not null)
            await CompareAsync();
    });

    private Task MoreAsync() => AskAsync(async () =>
    {
        var read = await history.ListAsync(PostId, page!.Rows[^1].Number);
        problem = read.Problem;
        if (read.Ok)
            page = new HistoryPage([.. page.Rows, .. read.Value.Rows], read.Value.HasMore);
    });

    private Task ChooseAsync(int number)
    {
        chosen = number;
        return AskAsync(CompareAsync);
    }

    private Task SwitchAsync(ChangeEventArgs e)
    {
        withNow = e.Value is true;
        return AskAsync(CompareAsync);
    }

    private async Task CompareAsync()
    {
        // "with now" reads from the chosen one to the newest: what has happened since
        var compared = withNow && Chosen != Version && page!.Rows is [var newest, ..]
            ? await history.CompareAsync(PostId, newest.Number, Chosen)
            : await history.CompareAsync(PostId, Kept(Chosen));
        (difference, problem) = (compared.Ok ? compared.Value : null, compared.Problem);
    }

    // a version that only moved a state is not kept by itself: its words are those of the one before
    private int Kept(int number) => page!.Rows.FirstOrDefault(r => r.Number <= number)?.Number ?? number;

    private async Task RestoreAsync()
    {
        if (OnRestore is null)
            return;
        var number = Chosen;
        var restored = await OnRestore(number);
        problem = restored.Problem;
        if (!restored.Ok)
            return;
        said = restored.Value.FilesGone == 0 ? T["History_Done", number] : $"{T["History_Done", number]} {T.Plural("History_FilesGone", restored.Value.FilesGone)}";
        (chosen, withNow) = (null, false);
        await ReadAsync();
    }

    private async Task AskAsync(Func<Task> ask)
    {
        reading = true;
        try
        {
            await ask();
        }
        catch (Exception e) when (DatabaseGate.IsOutage(e))
        {
            problem = Problem.Unavailable("Access.DatabaseAway");
        }
        finally
        {
            reading = false;
        }
    }

    private string Named(string field) => field.StartsWith(VersionDifference.Network, StringComparison.Ordinal)
        ? T["Field_Network", NetworkName.Of(field[VersionDifference.Network.Length..])]
        : field.StartsWith(VersionDifference.Comment, StringComparison.Ordinal) ? T["Field_Comment", NetworkName.Of(field[VersionDifference.Comment.Length..])]
        : field.StartsWith(VersionDifference.NetworkCover, StringComparison.Ordinal) ? T["Field_NetworkCover", NetworkName.Of(field[VersionDifference.NetworkCover.Length..])]
        : T[$"Field_{field}"];

    private string Decided(PostDecisionRow decision)
    {
        var who = decision.ByRule ? T["History_ByRule"].Value : decision.GuestName ?? decision.PersonName ?? T["History_Somebody"].Value;
        var what = decision.Status is PostStatus.Approved ? "History_Approved" : decision.Status is PostStatus.Ready ? "History_HalfApproved" : "History_Returned";
        return string.Join(": ", new[] { T[what, who].Value, decision.Comment }.OfType<string>());
    }
}
