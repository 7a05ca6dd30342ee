using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Publishing;
using ContentFactory.Web.Shell;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ContentFactory.Web.Publishing.Calendar.Acts;

internal enum CardQuestion { Now, Cancel }

public sealed partial class CardMenu(PublicationQueries publications, PostSchedule schedule, Actor actor, TimeProvider clock, IJSRuntime js) : IAsyncDisposable
{
    private static readonly string[] TimeFields = ["Time"];

    private DotNetObjectReference<CardMenu>? self;
    private IJSObjectReference? line;
    private ElementReference menu;
    private ElementReference more;
    private ElementReference dialog;
    private Sheet? sheet;
    private PublicationDetail? shown;
    private CardActs acts = new(false, false, false, false, false);
    private CardQuestion question;
    private bool duplicates;
    private bool choosing;
    private DateTimeOffset from;
    private int begun;
    private bool confirmed;
    private bool busy;
    private Problem? problem;

    [Parameter, EditorRequired] public string Tenant { get; set; } = "";
    [Parameter, EditorRequired] public string ZoneId { get; set; } = "";
    [Parameter] public EventCallback<CardDone> OnDone { get; set; }

    /// <summary>The menu could not be opened, and why.</summary>
    [Parameter] public EventCallback<Problem> OnProblem { get; set; }

    private PublicationCard Card => shown!.Card;
    private string Title => Card.PostTitle is "" ? T["Untitled"] : Card.PostTitle;
    private bool AsksAgain => problem?.TextKey == "Publishing.DuplicateWithin24Hours";

    private string Explain => question switch
    {
        CardQuestion.Now => "Card_NowExplain",
        CardQuestion.Cancel when shown!.Repeats is { State: RecurrenceState.Active } => "Publication_CancelOneExplain",
        CardQuestion.Cancel => "Publication_CancelExplain",
    };

    /// <summary>A card's menu, as the publication stands now and not as it was drawn. False where there is none to show.</summary>
    [JSInvokable]
    public async Task<bool> Open(Guid id)
    {
        if (busy)
            return false;
        // a look only: what another card's question was answered with is gone with it
        (problem, confirmed) = (null, false);
        var found = await TryAsync(async () => await publications.FindAsync(id, CancellationToken.None) is { } there ? (Result<PublicationDetail>)there : Problem.NotFound());
        if (found is null)
        {
            await OnProblem.InvokeAsync(problem!);
            return false;
        }
        (shown, acts, choosing) = (found, CardActs.Of(found.Card, actor, clock.GetUtcNow()), false);
        StateHasChanged();
        return true;
    }

    public async ValueTask DisposeAsync()
    {
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
            // the browser is gone, or does not answer: the next calendar ends what listens
        }
        finally
        {
            self?.Dispose();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        try
        {
            self = DotNetObjectReference.Create(this);
            await using var module = await js.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/card-menu.js"]);
            line = await module.InvokeAsync<IJSObjectReference>("attach", menu, more, self);
        }
        catch (Exception e) when (e is JSException or JSDisconnectedException or OperationCanceledException or ObjectDisposedException)
        {
            // the pages of the publications offer the same
        }
    }

    private Task AskAsync(CardQuestion asked)
    {
        if (busy)
            return Task.CompletedTask;
        (question, problem, confirmed) = (asked, null, false);
        StateHasChanged();
        return FloatAsync("open");
    }

    private async Task AnswerAsync()
    {
        var done = question switch
        {
            CardQuestion.Now => await NowAsync(),
            CardQuestion.Cancel => await CancelAsync(),
        };
        if (done is null)
            return;
        await FloatAsync("close");
        await OnDone.InvokeAsync(done);
    }

    private async Task<CardDone?> NowAsync()
    {
        var yes = confirmed && AsksAgain;
        // a yes is to what was asked, not to what is asked next
        confirmed = false;
        var sent = await TryAsync(() => schedule.SendNowAsync(Card.Id, Card.ScheduledAt, CancellationToken.None, yes));
        return sent is null ? null : new(Card.Id, T["Card_NowDone", Card.ChannelName], null);
    }

    private async Task<CardDone?> CancelAsync()
    {
        var id = Card.Id;
        var done = await TryAsync(async () => (await schedule.CancelAsync(id, CancellationToken.None)).Problem is { } refused ? (Result<string>)refused : "");
        if (done is null)
            return null;
        return new(id, T["Card_Cancelled"], acts.Undo && shown is { Repeats: null, Evergreen: null } ? async () => new Result((await schedule.PlanAgainAsync(id, CancellationToken.None)).Problem) : null);
    }

    private async Task ChooseTimeAsync(bool duplicate)
    {
        if (busy)
            return;
        (duplicates, choosing, problem, from, begun) = (duplicate, true, null, duplicate ? NextDay() : Card.ScheduledAt, begun + 1);
        StateHasChanged();
        await sheet!.OpenAsync();
    }

    /// <summary>The same time of day, on the first day ahead that is not the card's own.</summary>
    private DateTimeOffset NextDay()
    {
        var (planned, today) = (PlannedTime.Of(Card.ScheduledAt, ZoneId), ZonedText.Today(clock, ZoneId));
        return PlannedTime.At((planned.Date > today ? planned.Date : today).AddDays(1), planned.Time, ZoneId).Instant;
    }

    private async Task PlanAsync((DateOnly Date, TimeOnly Time, bool Confirmed) to)
    {
        var (id, stood) = (Card.Id, Card.ScheduledAt);
        var planned = await TryAsync(() => duplicates
            ? schedule.DuplicateAsync(id, to.Date, to.Time, CancellationToken.None, to.Confirmed)
            : schedule.MoveAsync(id, to.Date, to.Time, CancellationToken.None, stood, to.Confirmed));
        if (planned is null)
            return;
        await sheet!.CloseAsync();
        choosing = false;
        var moment = ZonedText.Moment(planned.Planned.Instant, ZoneId);
        await OnDone.InvokeAsync(duplicates
            ? new(planned.PublicationId, CalendarWords.Note(T, planned.Planned) ?? T.Plural("Toast_Planned", 1, moment), () => schedule.CancelAsync(planned.PublicationId, CancellationToken.None))
            : new(id, CalendarWords.Note(T, planned.Planned) ?? T["Publication_Moved", moment], planned.Before is { } back
                ? async () => new Result((await schedule.PutBackAsync(id, back, planned.Planned.Instant, CancellationToken.None)).Problem) : null));
    }

    private async Task FloatAsync(string what)
    {
        try
        {
            await using var floating = await js.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/floating.js"]);
            await floating.InvokeVoidAsync(what, dialog);
        }
        catch (Exception e) when (e is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // the script could not be fetched, or the browser is gone: the pages of the publications offer the same
        }
    }

    /// <summary>Null where it was refused; why stands where the person asked for it.</summary>
    private async Task<TValue?> TryAsync<TValue>(Func<Task<Result<TValue>>> verb) where TValue : class
    {
        if (busy)
            return null;
        busy = true;
        try
        {
            var result = await verb();
            problem = result.Problem;
            return result.Ok ? result.Value : null;
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
        return null;
    }
}
