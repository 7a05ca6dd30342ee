using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Publishing;
using ContentFactory.Web.Publishing.Planning;
using ContentFactory.Web.Shell;
using ContentFactory.Web.Shell.Tools;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Publishing;

public sealed partial class SchedulePanel : ComponentBase
{
    private static readonly string[] PlanFields = ["Channels", "Time", "EveryDays", "Until", "Count"];

    private readonly HashSet<Guid> chosen = [];
    private IReadOnlyList<ChannelRow> channels = [];
    private IReadOnlyList<PublicationCard> planned = [];
    private List<string> notes = [];
    private DateOnly date;
    private TimeOnly time;
    private bool busy;
    private bool confirmed;
    private Problem? problem;
    private PostView? shown;

    /// <summary>Channels and the first proposal are read.</summary>
    private bool isBegun;

    private Problem? away;

    [Parameter, EditorRequired] public string Tenant { get; set; } = "";

    /// <summary>Read anew by the page after each change: then what is planned is read too.</summary>
    [Parameter, EditorRequired] public PostView Post { get; set; } = null!;

    [Parameter, EditorRequired] public string ZoneId { get; set; } = "";

    /// <summary>The shown version is approved: only then anything can be planned.</summary>
    [Parameter, EditorRequired] public bool Approved { get; set; }

    /// <summary>Raised after something was planned, so that the page shows the post's new status.</summary>
    [Parameter] public EventCallback OnPlanned { get; set; }

    [Inject] private TenantScope Scope { get; set; } = null!;

    protected override void OnInitialized()
    {
        var start = TimeZoneInfo.ConvertTime(Time.GetUtcNow().AddMinutes(10), TimeZoneInfo.FindSystemTimeZoneById(ZoneId)).DateTime;
        (date, time) = (DateOnly.FromDateTime(start), new TimeOnly(start.Hour, start.Minute));
    }

    protected override async Task OnParametersSetAsync()
    {
        // the page renders at each keystroke; only its new reading may have changed what is planned
        if (ReferenceEquals(Post, shown))
            return;
        shown = Post;
        try
        {
            if (!isBegun)
                await BeginAsync();
            planned = (await Publications.PageAsync(new PublicationFilter([], PostId: Post.Id, Take: 50), CancellationToken.None)).Cards;
            away = null;
            if (Approved && May)
                await ProposeAsync();
        }
        catch (Exception e) when (DatabaseGate.IsOutage(e))
        {
            // the post is here already; the next change asks again
            (shown, away) = (null, Problem.Unavailable("Access.DatabaseAway"));
        }
    }

    private async Task BeginAsync()
    {
        var all = await ChannelList.ListAsync(Post.CompanyId, CancellationToken.None);
        channels = [.. all.Where(c => c.Status is not ChannelStatus.Disconnected).OrderByDescending(MayPublish)];
        if (channels.Where(MayPublish).ToList() is [var only])
            chosen.Add(only.Id);
        way = May && await SlotSearch.BeginsWithBestAsync(Post.CompanyId, CancellationToken.None) ? PlanWay.Best : PlanWay.At;
        isBegun = true;
    }

    private static bool MayPublish(ChannelRow channel) => channel.Status is ChannelStatus.Active or ChannelStatus.WarmingUp;

    private Task NowAsync() => DoAsync(() => Schedule.PublishNowAsync(Post.Id, [.. chosen], CancellationToken.None, confirmed, Chosen()));

    private async Task DoAsync(Func<Task<Result<IReadOnlyList<PlannedPublication>>>> plan)
    {
        if (busy)
            return;
        (busy, problem, notes) = (true, null, []);
        try
        {
            var made = await plan();
            problem = made.Problem;
            if (!made.Ok)
                return;
            confirmed = false;
            own.Clear();
            await Script.ForgetTypedAsync("schedule");
            notes = [T["Panel_Planned"], .. made.Value.Select(p => NoteOf(p.Planned)).OfType<string>().Distinct()];
            await OnPlanned.InvokeAsync();
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

    private string? NoteOf(PlannedTime time) => time.Note switch
    {
        LocalTimeNote.MovedOutOfGap => T["Panel_Moved", ZonedText.Moment(time.Instant, ZoneId)].Value,
        LocalTimeNote.FirstOfTwo => T["Panel_FirstOfTwo", ZonedText.Moment(time.Instant, ZoneId)].Value,
        LocalTimeNote.None => null,
    };
}
