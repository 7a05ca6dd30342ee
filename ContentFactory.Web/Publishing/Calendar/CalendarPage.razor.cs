using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Publishing;
using ContentFactory.Web.Shell;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Publishing.Calendar;

/// <summary>What is planned and what went out, day by day.</summary>
public sealed partial class CalendarPage(CalendarQueries calendar, FreeTimes freeTimes, ChannelQueries channelList, PublishingSwitch stopping, PostSchedule schedule, TimeProvider time)
{
    private AddSheet? add;
    private string? resumed;

    // a refused move is said in the corner where it happened, not at the head of the page
    private Problem? stopProblem;

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Publications, ChangeTopics.Channels, ChangeTopics.Posts];

    private DateOnly Today => ZonedText.Today(time, Door.ZoneId);
    private bool MayPlan => Actor.May(Permission.SchedulePosts);
    private bool MayStop => Actor.May(Permission.StopPublishing);

    /// <summary>The day that a new plan begins with: the chosen one, or today where that is past.</summary>
    private DateOnly FirstAhead => Data!.At.Date > Today ? Data.At.Date : Today;

    protected override async Task<Result<CalendarData>> ReadAsync(CancellationToken ct)
    {
        var at = CalendarAddress.Of(Navigation.Uri, Today);
        var days = await calendar.ReadAsync(at.Range, at.Filter, ct);
        var channels = await channelList.ListAsync(null, ct);
        return new CalendarData(
            at, Door.ZoneId, days, [.. channels.Select(CalendarChannel.Of)],
            await FreeAsync(at, ct), MayPlan ? await calendar.TrayAsync(at.Company, ct) : null, await stopping.ReadAsync(ct));
    }

    private async Task<IReadOnlyList<FreeTime>> FreeAsync(CalendarAddress at, CancellationToken ct)
    {
        if (!MayPlan || at.HidesFree || at.View is CalendarView.List)
            return [];
        var free = await freeTimes.BetweenAsync(at.First, at.Last, at.Filter, ct);
        // a month says how many there are: the channels of a hundred hours would weigh more than the month
        return at.View is CalendarView.Month ? [.. free.Select(f => f with { ChannelIds = [] })] : free;
    }

    private async Task StopAsync()
    {
        resumed = null;
        await DoAsync(() => stopping.StopAsync(Leaving));
        SaidAbove();
    }

    private async Task ResumeAsync()
    {
        resumed = await DoAsync(() => stopping.ResumeAsync(Leaving)) switch
        {
            null => null,
            { Waiting: 0, Asked: 0 } => T["Stop_ResumedNothing"].Value,
            { LastAt: { } last, Asked: 0 } some => T.Plural("Stop_Resumed", some.Waiting, ZonedText.Moment(last, Door.ZoneId)).Value,
            var some => T["Stop_ResumedAsked", some.Waiting, some.Asked].Value,
        };
        SaidAbove();
    }

    private void SaidAbove() => (stopProblem, Problem) = (Problem, null);
}
