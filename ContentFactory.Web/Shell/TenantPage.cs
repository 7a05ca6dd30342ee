using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Web.Access;
using ContentFactory.Web.Shell.Problems;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace ContentFactory.Web.Shell;

public enum PageState
{
    Loading,
    Ready,

    /// <summary>Ready, and the database did not answer when it was read anew.</summary>
    Stale,
    NotFound,
    Forbidden,
    Unavailable,
    Failed,
}

/// <summary>
/// Base of every page of a tenant: reads its data once (from prerender to circuit by persisted state), again when the address or a
/// subscribed topic changes, and turns what goes wrong into one of the states that <see cref="PageBody"/> shows.
/// </summary>
/// <typeparam name="TData">What the page shows: a record that survives JSON.</typeparam>
public abstract class TenantPage<TData> : ComponentBase, IAsyncDisposable where TData : class
{
    private readonly CancellationTokenSource leaving = new();
    private PageRefresh? refresh;
    private string? reading;
    private int begun;
    private int shown;

    // asked for after the page has gone, the source would refuse; its token does not
    protected TenantPage() => Leaving = leaving.Token;

    /// <summary>The slug of the address.</summary>
    [Parameter] public string Tenant { get; set; } = "";

    [PersistentState] public TData? Data { get; set; }

    /// <summary>The address that <see cref="Data"/> was read for.</summary>
    [PersistentState] public string? DataAddress { get; set; }

    [Inject] protected TenantScope Scope { get; set; } = null!;
    [Inject] protected CurrentTenant Current { get; set; } = null!;
    [Inject] protected NavigationManager Navigation { get; set; } = null!;
    [Inject] private IHttpContextAccessor Http { get; set; } = null!;
    [Inject] private Changes Changes { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;
    [Inject] private ILoggerFactory Logs { get; set; } = null!;
    [Inject] private FailureReference Failure { get; set; } = null!;

    public PageState State { get; private set; } = PageState.Loading;

    /// <summary>The problem of the last verb, for <c>FieldProblem</c> and <c>ProblemNote</c>.</summary>
    protected Problem? Problem { get; set; }

    protected bool Busy { get; private set; }
    protected Actor Actor => Scope.Actor;
    protected Entrance Door => Current.Entrance!;
    protected CancellationToken Leaving { get; }

    /// <summary>The company that the address narrows this page to; null shows all.</summary>
    protected Guid? CompanyId => NavigationMap.CompanyOf(Navigation.Uri);

    /// <summary>Topics of <see cref="ChangeTopics"/> after which the page reads again.</summary>
    protected virtual IReadOnlyList<string> Topics => [];

    protected abstract Task<Result<TData>> ReadAsync(CancellationToken ct);

    /// <summary>Called after each successful read, before the render: copy into form fields here.</summary>
    protected virtual void OnRead(TData data) { }

    protected override void OnInitialized() => Navigation.LocationChanged += OnLocationChanged;

    protected override async Task OnParametersSetAsync()
    {
        if (!IsEntered())
            return;
        if (Data is not null && DataAddress == Navigation.Uri)
        {
            if (State is PageState.Loading)
            {
                State = PageState.Ready;
                OnRead(Data);
            }
            return;
        }
        // nobody reads, or types into, what belongs to another address
        if (DataAddress is not null && PathOf(DataAddress) != PathOf(Navigation.Uri))
            State = PageState.Loading;
        await ReloadAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender && Scope.IsSet)
            refresh = new PageRefresh(Changes, Clock, Scope.TenantId, Topics, () => InvokeAsync(RefreshAsync));
        if (State is PageState.Unavailable or PageState.Stale)
            refresh?.Soon();
    }

    /// <summary>Reads now and shows the outcome, unless a read that began later is shown already.</summary>
    public async Task ReloadAsync()
    {
        var address = reading = Navigation.Uri;
        var number = ++begun;
        try
        {
            var read = await ReadAsync(Leaving);
            // somebody who types is already further on: the answer to the older address must not come last
            if (address != Navigation.Uri || IsOvertaken(number))
                return;
            (State, Data, DataAddress) = read.Ok ? (PageState.Ready, read.Value, address) : (Kept(StateOf(read.Problem)), Data, address);
            if (read.Ok)
                OnRead(read.Value);
        }
        catch (Exception) when (leaving.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            if (IsOvertaken(number))
                return;
            State = Kept(StateOf(e));
        }
        AnswerStatus();
    }

    /// <summary>Runs a verb behind a button: one at a time, its problem shown, the page read again after success.</summary>
    protected async Task<bool> DoAsync(Func<Task<Result>> verb)
    {
        if (Busy)
            return false;
        (Busy, Problem) = (true, null);
        try
        {
            Problem = (await verb()).Problem;
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            return false;
        }
        catch (NotPermittedException e)
        {
            Problem = e.Problem;
        }
        catch (Exception e) when (DatabaseGate.IsOutage(e))
        {
            Problem = Problem.Unavailable("Access.DatabaseAway");
        }
        finally
        {
            Busy = false;
        }
        if (Problem is not null)
            return false;
        await ReloadAsync();
        return true;
    }

    /// <summary>The same for a verb with a value; null when it met a problem.</summary>
    protected async Task<T?> DoAsync<T>(Func<Task<Result<T>>> verb) where T : class
    {
        T? value = null;
        await DoAsync(async () =>
        {
            var result = await verb();
            if (!result.Ok)
                return result.Problem;
            value = result.Value;
            return Result.Done;
        });
        return value;
    }

    /// <summary>An address below the tenant that keeps the chosen company.</summary>
    protected string To(string path) => NavigationMap.With($"/t/{Uri.EscapeDataString(Tenant)}/{path}", CompanyId);

    public virtual async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        refresh?.Dispose();
        await leaving.CancelAsync();
        leaving.Dispose();
        GC.SuppressFinalize(this);
    }

    private bool IsEntered()
    {
        if (Scope.IsSet && Scope.Slug == Tenant)
            return true;
        State = Scope.IsSet ? PageState.Loading : PageState.NotFound;
        return false;
    }

    // other filters of the same page: the router sets no parameter when only the query changed
    private void OnLocationChanged(object? sender, LocationChangedEventArgs change) => _ = InvokeAsync(async () =>
    {
        // a page that takes its query as parameters is told in the same moment, and reads by itself
        await Task.Yield();
        if ((reading ?? DataAddress) is { } shown && shown != Navigation.Uri && PathOf(shown) == PathOf(Navigation.Uri) && !leaving.IsCancellationRequested)
            await RefreshAsync();
    });

    // only what is newer counts: to wait for the very last would show nothing while changes keep coming
    private bool IsOvertaken(int number)
    {
        if (number < shown)
            return true;
        shown = number;
        return false;
    }

    private static string PathOf(string uri) => new Uri(uri).AbsolutePath;

    private async Task RefreshAsync()
    {
        await ReloadAsync();
        StateHasChanged();
    }

    // what somebody reads, or types into, is not taken away because the database is
    private PageState Kept(PageState state) => state is PageState.Unavailable && State is (PageState.Ready or PageState.Stale) ? PageState.Stale : state;

    private static PageState StateOf(Problem problem) => problem.Kind switch
    {
        ProblemKind.NotFound => PageState.NotFound,
        ProblemKind.Forbidden => PageState.Forbidden,
        ProblemKind.Unavailable => PageState.Unavailable,
        ProblemKind.Invalid or ProblemKind.Conflict or ProblemKind.Limit => PageState.Failed,
    };

    private PageState StateOf(Exception e)
    {
        if (e is NotPermittedException or SessionEndedException)
            return PageState.Forbidden;
        if (DatabaseGate.IsOutage(e))
        {
            Logs.CreateLogger(GetType()).LogWarning("The database did not answer: {Reason}", e.GetBaseException().Message);
            return PageState.Unavailable;
        }
        Logs.CreateLogger(GetType()).LogError(e, "The page could not be read; reference {Reference}", Failure.Next(RendererInfo.IsInteractive));
        return PageState.Failed;
    }

    /// <summary>The first HTML carries the true status; in a circuit there is no answer left to mark.</summary>
    private void AnswerStatus()
    {
        if (RendererInfo.IsInteractive || Http.HttpContext is not { Response.HasStarted: false } http)
            return;
        http.Response.StatusCode = State switch
        {
            PageState.NotFound => StatusCodes.Status404NotFound,
            PageState.Forbidden => StatusCodes.Status403Forbidden,
            PageState.Unavailable => StatusCodes.Status503ServiceUnavailable,
            PageState.Failed => StatusCodes.Status500InternalServerError,
            PageState.Loading or PageState.Ready or PageState.Stale => http.Response.StatusCode,
        };
    }
}
