using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Publishing;
using ContentFactory.Web.Publishing.Planning;
using ContentFactory.Web.Shell;
using ContentFactory.Web.Ui;

namespace ContentFactory.Web.Publishing;

/// <summary>How the time is found, and what would come of it.</summary>
public sealed partial class SchedulePanel
{
    private readonly RepeatDraft repeat = new();
    private PlanWay way;
    private IReadOnlyList<ProposedSlot> slots = [];
    private Problem? noSlot;

    private bool May => Scope.Actor.May(Permission.SchedulePosts);

    private string PlanVerb => way is PlanWay.Repeat ? T["Panel_Repeat"] : chosen.Count > 1 ? T.Plural("Panel_ScheduleMany", chosen.Count) : T["Panel_Schedule"];

    private IReadOnlyList<PlannedTime> NextFour =>
        IsNear(date) && repeat.EveryDays is > 0 and <= 365 ? [.. repeat.Rule(date, time, ZoneId).After(Time.GetUtcNow().AddMinutes(-1)).Take(4)] : [];

    private bool IsNear(DateOnly day) => Math.Abs(day.Year - Time.GetUtcNow().Year) <= 2;

    private async Task SetWayAsync(PlanWay wanted)
    {
        (way, problem, notes, confirmed) = (wanted, null, [], false);
        await ProposeAsync();
    }

    private async Task ChooseAsync(Guid channelId, bool wanted)
    {
        if (wanted)
            chosen.Add(channelId);
        else
            chosen.Remove(channelId);
        await ProposeAsync();
    }

    /// <summary>What was proposed may be taken meanwhile: then the plan is refused, and the next is proposed.</summary>
    private async Task ProposeAsync()
    {
        await FindSlotsAsync();
        await LookAroundAsync();
    }

    private async Task FindSlotsAsync()
    {
        var (asked, channelIds) = (way, Following.ToList());
        if (asked is not (PlanWay.Best or PlanWay.Next) || channelIds.Count == 0)
        {
            (slots, noSlot) = ([], null);
            return;
        }
        try
        {
            var found = asked is PlanWay.Best ? await SlotSearch.BestAsync(channelIds, CancellationToken.None) : await SlotSearch.NextFreeAsync(channelIds, CancellationToken.None);
            if (asked == way && Following.SequenceEqual(channelIds))
                (slots, noSlot) = (found.Ok ? found.Value : [], found.Problem);
        }
        catch (Exception e) when (DatabaseGate.IsOutage(e))
        {
            (slots, noSlot) = ([], Problem.Unavailable("Access.DatabaseAway"));
        }
    }

    private async Task PlanAsync()
    {
        if (!busy && Times.Count < chosen.Count)
            await ProposeAsync();
        // a channel without a free hour says so where it is
        if (Times.Count < chosen.Count)
            return;
        await DoAsync(() => way switch
        {
            PlanWay.Best or PlanWay.Next or PlanWay.At => Schedule.ScheduleAsync(new SchedulePost(Post.Id, Times, confirmed, Chosen()), CancellationToken.None),
            PlanWay.Repeat => Schedule.RepeatAsync(new RepeatPost(Post.Id, [.. chosen], repeat.Rule(date, time, ZoneId), ConfirmDuplicates: confirmed, Choices: Chosen()), CancellationToken.None),
        });
        if (problem is not null and not { TextKey: "Publishing.DuplicateWithin24Hours" })
            await ProposeAsync();
    }
}
