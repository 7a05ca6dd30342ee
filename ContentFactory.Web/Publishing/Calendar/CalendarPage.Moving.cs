using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Publishing;
using ContentFactory.Web.Publishing.Calendar.Acts;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ContentFactory.Web.Publishing.Calendar;

/// <summary>What is dropped by mouse, finger or key (js/calendar.js), and the way back. The script only says what was dropped where; whether it may stand there is decided here.</summary>
public sealed partial class CalendarPage
{
    private static readonly TimeSpan SaidFor = TimeSpan.FromSeconds(10);

    private DotNetObjectReference<CalendarPage>? self;
    private IJSObjectReference? line;
    private ITimer? silence;
    private string? said;
    private Func<Task<Result>>? undo;
    private Drop? asked;

    [Inject] private IJSRuntime Js { get; set; } = null!;

    private EventCallback Undoing => undo is null ? default : EventCallback.Factory.Create(this, UndoAsync);

    /// <summary>The answer to the only refusal that is a question.</summary>
    private EventCallback Anyway => asked is null || !IsQuestion ? default : EventCallback.Factory.Create(this, AnywayAsync);

    private bool IsQuestion => Problem?.TextKey == "Publishing.DuplicateWithin24Hours";

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        try
        {
            self = DotNetObjectReference.Create(this);
            await using var module = await Js.InvokeAsync<IJSObjectReference>("import", Leaving, "./" + Assets["js/calendar.js"]);
            line = await module.InvokeAsync<IJSObjectReference>("attach", Leaving, self);
        }
        catch (Exception e) when (e is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // the page shows everything without it; planning goes by the pages of posts and publications
        }
    }

    /// <summary>False where it stays where it was.</summary>
    /// <param name="at">The time that it was taken away from.</param>
    /// <param name="hour">Of a view with hours; the minute stays. Null keeps the time of day.</param>
    [JSInvokable]
    public async Task<bool> MoveTo(Guid id, DateTimeOffset at, string date, int? hour)
    {
        if (!MayPlan || !TryDay(date, out var day))
            return false;
        var minute = PlannedTime.Of(at, Door.ZoneId).Time.Minute;
        return await MoveAsync(new(id, at, day, hour is { } h and >= 0 and < 24 ? new TimeOnly(h, minute) : null), false);
    }

    /// <summary>A day, a free hour or a post of the tray was chosen, or the last was dropped on one of the others. A free hour of one channel needs no question.</summary>
    [JSInvokable]
    public async Task Add(string? date, string? slot, int? hour, Guid? post)
    {
        if (!MayPlan || add is null)
            return;
        var day = TryDay(date, out var wanted) ? wanted : FirstAhead;
        var exact = TimeOnly.TryParseExact(slot, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var typed) ? typed : hour is { } h and >= 0 and < 24 ? new TimeOnly(h, 0) : (TimeOnly?)null;
        var free = Data!.Free.FirstOrDefault(f => f.Date == day && f.Time == typed && slot is not null);
        if (post is { } id && free is { ChannelIds: [var only] } && Fits(id, only))
        {
            asked = null;
            var planned = await DoAsync(() => schedule.ScheduleAsync(new(id, [new(only, day, free.Time)]), Leaving));
            if (planned is not null)
                SayPlanned(planned);
        }
        else
        {
            (Problem, asked) = (null, null);
            await add.OpenAsync(new(day, exact, post, free));
        }
        StateHasChanged();
    }

    [JSInvokable]
    public async Task Undo()
    {
        if (undo is not null)
            await UndoAsync();
        StateHasChanged();
    }

    public override async ValueTask DisposeAsync()
    {
        silence?.Dispose();
        try
        {
            if (line is not null)
            {
                await line.InvokeVoidAsync("dispose");
                await line.DisposeAsync();
            }
        }
        catch (Exception e) when (e is JSDisconnectedException or JSException or OperationCanceledException)
        {
            // the browser is gone, or does not answer: its listeners end with its page, or when the next calendar attaches its own
        }
        finally
        {
            self?.Dispose();
            await base.DisposeAsync();
        }
    }

    private async Task<bool> MoveAsync(Drop drop, bool anyway)
    {
        var moved = await DoAsync(() => schedule.MoveAsync(drop.Id, drop.Day, drop.Time, Leaving, drop.At, anyway));
        if (moved is null)
            (said, asked) = (null, IsQuestion ? drop : null);
        else
            Say(CalendarWords.Note(T, moved.Planned) ?? T["Publication_Moved", ZonedText.Moment(moved.Planned.Instant, Door.ZoneId)],
                moved.Before is { } back ? () => BackAsync(drop.Id, back, moved.Planned.Instant) : null);
        StateHasChanged();
        return moved is not null;
    }

    private async Task AnywayAsync()
    {
        if (asked is not { } drop)
            return;
        await MoveAsync(drop, true);
        await FocusAsync(drop.Id);
    }

    private async Task CloseAsync()
    {
        var of = IsQuestion ? asked : null;
        Quiet();
        if (of is not null)
            await FocusAsync(of.Id);
    }

    /// <summary>The button that was pressed is gone: the keyboard goes on from the card that it was about.</summary>
    private async Task FocusAsync(Guid id)
    {
        StateHasChanged();
        try
        {
            if (line is not null)
                await line.InvokeVoidAsync("focus", Leaving, id);
        }
        catch (Exception e) when (e is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // nobody types here any more
        }
    }

    /// <summary>What the menu of a card did. The keyboard goes on from the card, or where that is gone from the way back.</summary>
    private async Task DoneAsync(CardDone done)
    {
        await ReloadAsync();
        Say(done.Words, done.Undo);
        await FocusAsync(done.Id);
    }

    private void Refused(Problem refused) => (said, asked, Problem) = (null, null, refused);

    private async Task AddedAsync(Added added)
    {
        await ReloadAsync();
        SayPlanned(added.Planned);
    }

    private void SayPlanned(IReadOnlyList<PlannedPublication> planned)
    {
        var note = planned.Select(p => CalendarWords.Note(T, p.Planned)).FirstOrDefault(n => n is not null);
        Say(note ?? T.Plural("Toast_Planned", planned.Count, ZonedText.Moment(planned[0].Planned.Instant, Door.ZoneId)), () => CancelAsync(planned));
    }

    private async Task<Result> BackAsync(Guid id, PlannedTime back, DateTimeOffset from)
    {
        var returned = await schedule.PutBackAsync(id, back, from, Leaving);
        return returned.Ok ? Result.Done : returned.Problem;
    }

    private async Task<Result> CancelAsync(IReadOnlyList<PlannedPublication> planned)
    {
        foreach (var one in planned)
            if ((await schedule.CancelAsync(one.PublicationId, Leaving)).Problem is { } problem)
                return problem;
        return Result.Done;
    }

    private async Task UndoAsync()
    {
        if (undo is not { } back || Busy)
            return;
        Quiet();
        undo = null;
        if (await DoAsync(back))
            Say(T["Toast_Undone"], null);
    }

    private void Say(string words, Func<Task<Result>>? way)
    {
        (said, undo, Problem, asked) = (words, way, null, null);
        silence?.Dispose();
        silence = time.CreateTimer(_ => _ = InvokeAsync(() =>
        {
            // what is no longer said is no longer undone: by then others may build on it
            (said, undo) = (null, null);
            StateHasChanged();
        }), null, SaidFor, Timeout.InfiniteTimeSpan);
    }

    private void Quiet() => (said, Problem, asked) = (null, null, null);

    private bool Fits(Guid post, Guid channel) =>
        Data!.Tray?.Posts.FirstOrDefault(p => p.Id == post)?.CompanyId == Data.Channels.FirstOrDefault(c => c.Id == channel)?.CompanyId;

    private static bool TryDay(string? text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <param name="At">The time that it was taken away from.</param>
    /// <param name="Time">Null keeps the time of day.</param>
    private sealed record Drop(Guid Id, DateTimeOffset At, DateOnly Day, TimeOnly? Time);
}
