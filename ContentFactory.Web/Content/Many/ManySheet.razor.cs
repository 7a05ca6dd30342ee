using ContentFactory.Domain;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Publishing;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Content.Many;

public sealed partial class ManySheet(ChannelQueries channelList, NextFreePlan plan, PostSchedule schedule, PostTags tags)
{
    private static readonly string[] OwnFields = ["Channels", "Date", "Time", "EveryHours", "Days", "Tags"];

    private readonly HashSet<Guid> chosen = [];
    private Sheet? sheet;
    private ManyVerb verb;
    private IReadOnlyList<Guid> ids = [];
    private IReadOnlyList<ChannelRow> channels = [];
    private IReadOnlyList<string> add = [];
    private IReadOnlyList<string> remove = [];
    private Problem? problem;
    private DateOnly date;
    private TimeOnly time = new(10, 0);
    private bool row;
    private bool busy;
    private int hours = 24;
    private int days = 1;

    [Parameter, EditorRequired] public string Tenant { get; set; } = "";

    [Parameter, EditorRequired] public string ZoneId { get; set; } = "";

    [Parameter, EditorRequired] public EventCallback<ManyOrder> OnVerb { get; set; }

    [Inject] private TimeProvider Time { get; set; } = null!;

    public async Task OpenAsync(ManyVerb wanted, IReadOnlyCollection<Guid> posts)
    {
        (verb, ids, problem, add, remove) = (wanted, [.. posts], null, [], []);
        if (verb is ManyVerb.Plan)
        {
            channels = [.. (await channelList.ListAsync(null, CancellationToken.None)).Where(c => c.Status is not ChannelStatus.Disconnected)];
            if (date == default)
                date = ZonedText.Today(Time, ZoneId).AddDays(1);
        }
        StateHasChanged();
        await sheet!.OpenAsync();
    }

    /// <summary>On the tenant's clock.</summary>
    private DateTime Now => TimeZoneInfo.ConvertTime(Time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(ZoneId)).DateTime;

    private void Choose(Guid channelId, bool wanted)
    {
        if (wanted)
            chosen.Add(channelId);
        else
            chosen.Remove(channelId);
    }

    /// <summary>What no post could do is said in the sheet; what some could not, on the page.</summary>
    private async Task DoAsync()
    {
        // the sheet takes a moment to close, and a second press would do everything once more
        if (busy || (problem = Fault()) is not null)
            return;
        busy = true;
        try
        {
            await sheet!.CloseAsync();
            await OnVerb.InvokeAsync(Order());
        }
        finally
        {
            busy = false;
        }
    }

    private Problem? Fault() => verb switch
    {
        ManyVerb.Plan when chosen.Count == 0 => Problem.Invalid("Channels", "Publishing.ChannelMissing"),
        ManyVerb.Plan when row && hours is < 1 or > NextFreePlan.MostHours => Problem.Invalid("EveryHours", "Publishing.EveryHours", NextFreePlan.MostHours),
        ManyVerb.Plan when row && date.ToDateTime(time) < Now => Problem.Invalid("Date", "Publishing.TimeInPast", Now),
        ManyVerb.Move when days is 0 or < -PostSchedule.FurthestShift or > PostSchedule.FurthestShift => Problem.Invalid("Days", "Publishing.ShiftDays", PostSchedule.FurthestShift),
        ManyVerb.Tag when add.Count + remove.Count == 0 => Problem.Invalid("Tags", "Content.TagMissing"),
        _ => null,
    };

    /// <summary>As the sheet reads at the press: what is typed while the posts are gone through changes none of them.</summary>
    private ManyOrder Order()
    {
        Guid[] on = [.. chosen];
        var (first, every, by, added, removed) = (date.ToDateTime(time), hours, days, add, remove);
        return new($"Many_{verb}Done", ids, verb switch
        {
            ManyVerb.Plan when row => ManyOrder.Each((post, before) => plan.PlanAsync(post.Id, on, first, every, before, CancellationToken.None)),
            ManyVerb.Plan => ManyOrder.Each((post, _) => plan.PlanAsync(post.Id, on, CancellationToken.None)),
            ManyVerb.Move => posts => schedule.ShiftAsync([.. posts.Select(p => p.Id)], by, CancellationToken.None),
            _ => ManyOrder.Each((post, _) => tags.ChangeAsync(post.Id, added, removed, CancellationToken.None)),
        });
    }
}
