using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Publishing;

namespace ContentFactory.Domain.Analytics.Home;

/// <param name="AsOf">When this was read. <see cref="NumbersOverview.AsOf"/> says how old the numbers of the networks are.</param>
/// <param name="Numbers">Of the last 30 days of the tenant's zone, today last, and of the 30 before.</param>
/// <param name="Companies">Empty where one company alone is asked for.</param>
/// <param name="FirstSteps">Null once they are done or hidden.</param>
public sealed record Dashboard(
    DateTimeOffset AsOf, string ZoneId, DateOnly Today, DashboardCounts Counts, NumbersOverview Numbers, IReadOnlyList<CompanyNumbers> Companies, IReadOnlyList<HomeChannel> Channels,
    IReadOnlyList<PublicationCard> TodaysSchedule, IReadOnlyList<PublicationCard> Recent, FirstStepsState FirstStepsState, FirstStepList? FirstSteps)
{
    /// <summary>Null for those who may not see it, and where one company alone is asked for: the plan is the tenant's.</summary>
    public PlanUsage? Plan { get; init; }

    /// <summary>The newest of the audit log; null for those who may not read it, and where one company alone is asked for.</summary>
    public IReadOnlyList<RecentAct>? Acts { get; init; }
}

public sealed record DashboardCounts(int ScheduledNext7Days, bool PublishedEver, Attention Attention);

/// <summary>What waits for a person.</summary>
public sealed record Attention(int Failed, int Unknown, int Held, int Channels, int Approvals)
{
    public int Total => Failed + Unknown + Held + Channels + Approvals;
}

/// <param name="Channels">Connected ones.</param>
/// <param name="Waiting">Those of them that need somebody.</param>
public sealed record CompanyNumbers(Guid Id, string Name, CompanyStatus Status, int Channels, int Waiting, PeriodNumbers Now, PeriodNumbers Before);

public sealed record HomeChannel(Guid Id, Guid CompanyId, string Name, string Platform, bool Sandbox, ChannelStatus Status)
{
    public bool IsConnected => Status is not ChannelStatus.Disconnected;

    /// <summary>Somebody has to do something before it works again.</summary>
    public bool NeedsSomebody => Status is ChannelStatus.NeedsAttention or ChannelStatus.NeedsVerification;
}
