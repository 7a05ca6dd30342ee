using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Publishing;
using ContentFactory.Web.Shell;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Publishing.Calendar;

/// <summary>Where the sheet begins: what of it is known already.</summary>
/// <param name="Slot">The free hour that was chosen; its channels are the ones to choose from first.</param>
public sealed record AddBegin(DateOnly Date, TimeOnly? Time = null, Guid? Post = null, FreeTime? Slot = null);

/// <summary>A post that was planned from the calendar.</summary>
public sealed record Added(string Title, IReadOnlyList<PlannedPublication> Planned);

public sealed partial class AddSheet(PostSchedule schedule, Actor actor, TimeProvider clock)
{
    private static readonly string[] Fields = ["Channels", "Time"];
    private static readonly TimeOnly Usual = new(10, 0);

    private readonly HashSet<Guid> chosen = [];
    private Sheet? sheet;
    private FreeTime? slot;
    private bool open;
    private bool busy;
    private bool confirmed;
    private Guid? post;
    private DateOnly date;
    private TimeOnly time;
    private Problem? problem;

    [Parameter, EditorRequired] public CalendarData Data { get; set; } = null!;
    [Parameter, EditorRequired] public string Tenant { get; set; } = "";
    [Parameter] public EventCallback<Added> OnAdded { get; set; }

    private bool MayWrite => actor.May(Permission.EditPosts);

    private List<TrayPost> Approved => [.. (Data.Tray?.Posts ?? []).Where(p => p.Approved)];

    private List<CalendarChannel> Channels =>
        [.. Data.Channels.Where(c => c.MayPublish && (Approved.Find(p => p.Id == post) is not { } shown || c.CompanyId == shown.CompanyId)).OrderByDescending(c => slot?.ChannelIds.Contains(c.Id) == true)];

    private string? NameOf(Guid channel) => Data.Channels.FirstOrDefault(c => c.Id == channel)?.Name;

    public async Task OpenAsync(AddBegin begin)
    {
        (open, problem, confirmed, slot, date, time) = (true, null, false, begin.Slot, begin.Date, begin.Time ?? TimeOn(begin.Date));
        chosen.Clear();
        if ((begin.Post ?? (Approved is [var only] ? only.Id : null)) is { } known)
            Choose(known);
        else
            post = null;
        StateHasChanged();
        await sheet!.OpenAsync();
    }

    /// <summary>Another post may belong to another company, whose channels are others.</summary>
    private void Choose(Guid id)
    {
        post = id;
        var fit = Channels;
        chosen.IntersectWith(fit.Select(c => c.Id));
        var first = slot is null ? fit : [.. fit.Where(c => slot.ChannelIds.Contains(c.Id))];
        if (chosen.Count == 0 && first is [var only])
            chosen.Add(only.Id);
    }

    private void Mark(Guid channel, bool wanted)
    {
        if (wanted)
            chosen.Add(channel);
        else
            chosen.Remove(channel);
    }

    private TimeOnly TimeOn(DateOnly day)
    {
        if (Data.Free.FirstOrDefault(f => f.Date == day) is { } free)
            return free.Time;
        var soon = PlannedTime.Of(clock.GetUtcNow().AddMinutes(10), Data.ZoneId);
        return soon.Date == day && soon.Time > Usual ? new TimeOnly(soon.Time.Hour, soon.Time.Minute) : Usual;
    }

    private async Task PlanAsync()
    {
        if (busy)
            return;
        if (post is not { } id)
        {
            problem = Problem.Invalid("Post", "Publishing.PostMissing");
            return;
        }
        (busy, problem) = (true, null);
        try
        {
            var planned = await schedule.ScheduleAsync(new(id, [.. chosen.Select(channel => new ChannelTime(channel, date, time))], confirmed), CancellationToken.None);
            problem = planned.Problem;
            if (!planned.Ok)
                return;
            var title = Approved.Find(p => p.Id == id)?.Title ?? "";
            await sheet!.CloseAsync();
            open = false;
            await OnAdded.InvokeAsync(new(title, planned.Value));
        }
        catch (NotPermittedException e)
        {
            problem = e.Problem;
        }
        catch (Exception e) when (DatabaseGate.IsOutage(e))
        {
            problem = Problem.Unavailable("Access.DatabaseAway");
        }
        finally
        {
            busy = false;
        }
    }
}
