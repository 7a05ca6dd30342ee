using System.Globalization;
using ContentFactory.Domain.Admin.Overview;
using ContentFactory.Domain.Admin.Workers;
using ContentFactory.Web.Admin.Workers;
using ContentFactory.Web.Ai;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Admin.Overview;

/// <param name="Value">Null where there is none, and then <paramref name="Why"/>.</param>
internal sealed record OverviewTile(string Key, string Title, string? Value, string? Period, string? Why = null, string? Href = null)
{
    public double? Change { get; init; }
    public bool LessIsBetter { get; init; }
    public string? Hint { get; init; }
}

/// <summary>The figures of the administrators' overview in words.</summary>
internal sealed class OverviewTiles(IStringLocalizer<Texts> texts, IStringLocalizer<Ui.Texts> times, InstallationView view)
{
    private const string Zone = "UTC";

    private Installation Numbers => view.Numbers;

    public IReadOnlyList<OverviewTile> Business =>
    [
        new("people", texts["Overview_People"], Count(Numbers.People.All), texts["Overview_PeoplePeriod", Count(Numbers.People.New), Count(Numbers.People.SignedIn)], Href: "/admin/people"),
        new("tenants", texts["Overview_Tenants"], Numbers.Tenants.All == 0 ? null : Count(Numbers.Tenants.All), TenantsPeriod, texts["Overview_NoTenants"], "/admin/tenants"),
        Subscriptions("active", Numbers.Plans.Sum(p => p.Active), texts["Overview_ByHand", Count(Numbers.Plans.Sum(p => p.ByHand))]),
        Subscriptions("trials", Numbers.Plans.Sum(p => p.Trials), Numbers.Plans.Sum(p => p.EndedTrials) is > 0 and var ended ? texts["Overview_Ended", Count(ended)] : texts["Overview_Now"]),
        new("mrr", texts["Overview_Mrr"], Mrr, texts["Overview_MrrPeriod"], texts["Overview_NoMrr"], "/admin#plans") { Hint = texts["Overview_MrrHint"] },
        new("ai", texts["Overview_Ai"], Numbers.Ai.Now is { } cost ? CostText.Of(cost) : null, AiPeriod, texts["Overview_NoAi"], "/admin/ai") { Change = Share((double?)Numbers.Ai.Now, (double?)Numbers.Ai.Before), LessIsBetter = true },
    ];

    public IReadOnlyList<OverviewTile> Outgoing
    {
        get
        {
            var (now, since) = (Numbers.Outgoing, texts["Overview_Since", ZonedText.Short(Numbers.Hours[0].From, Zone)].Value);
            var any = now.Published + now.Failed > 0;
            var tried = (double)(now.Published + now.Failed);
            return
            [
                new("published", texts["Overview_Published"], now.Published > 0 ? Count(now.Published) : null, Rate(now.Published, since), texts["Overview_NoPublished"], "/admin#by-hour") { Change = Share(now.Published, now.PublishedBefore) },
                new("failed", texts["Overview_Failed"], any ? Count(now.Failed) : null, Rate(now.Failed, since), texts["Overview_NoFailed"], "/admin#by-hour") { Change = Share(now.Failed, now.FailedBefore), LessIsBetter = true },
                new("failed-share", texts["Overview_FailedShare"], any ? (now.Failed / tried).ToString("P1", CultureInfo.CurrentCulture) : null, since, texts["Overview_NoFailed"], "/admin#by-hour") { Hint = texts["Overview_FailedShareHint"] },
            ];
        }
    }

    public IReadOnlyList<OverviewTile> Work => [.. Numbers.Queues.Select(Queue), Nodes, Parts];

    /// <summary>What somebody should look at now.</summary>
    public IReadOnlyList<string> Troubles =>
    [
        // of publications the part of that name tells: one post after another on a channel, or a network's limit, is no trouble
        .. Numbers.Queues.Where(q => q.Name is not QueueName.Publishing && IsLate(q)).Select(q => texts["Overview_LateQueue", NameOf(q.Name), Ago(q.Oldest!.Value)].Value),
        .. Numbers.Clocks.Nodes.Where(n => !n.IsAlive).Select(n => texts["Overview_SilentNode", n.Name, Ago(n.SeenAt)].Value),
        .. Numbers.Clocks.Late > 0 ? new[] { texts.Plural("Overview_LateDuties", Numbers.Clocks.Late).Value } : [],
        .. view.Parts.Where(p => p.Status is not HealthStatus.Healthy).Select(p => texts["Overview_BadPart", texts[$"Part_{p.Name}"]].Value),
    ];

    public string PlanName(string code) => texts.PlanName(code);

    private string TenantsPeriod => texts["Overview_TenantsPeriod", Count(Numbers.Tenants.Active), Count(Numbers.Tenants.Suspended), Count(Numbers.Tenants.New)];

    private string? AiPeriod => Numbers.Ai.Before is { } before ? texts["Overview_AiPeriod", CostText.Of(before)] : texts["Overview_Last30"];

    private string? Mrr => Numbers.Plans.Where(p => p is { Paying: > 0, MonthlyPrice: > 0 }).GroupBy(p => p.Currency, p => p.Paying * p.MonthlyPrice!.Value).Select(c => MoneyText.Of(c.Sum(), c.Key)).ToList() is { Count: > 0 } sums
        ? string.Join(" + ", sums) : null;

    private OverviewTile Nodes => new(
        "nodes", texts["Overview_Nodes"], Numbers.Clocks.Nodes.Count == 0 ? null : Count(Numbers.Clocks.Alive),
        Numbers.Clocks.LastTick is { } tick ? $"{texts.Plural("Overview_Duties", Numbers.Clocks.Duties)} · {texts["Overview_Ticked", Ago(tick)]}" : texts.Plural("Overview_Duties", Numbers.Clocks.Duties).Value, texts["Overview_NoNodes"], "/admin/status#nodes")
    {
        Hint = texts["Overview_NodesHint"],
    };

    private OverviewTile Parts => new(
        "parts", texts["Overview_Parts"], texts["Overview_PartsOf", view.Parts.Count(p => p.Status is HealthStatus.Healthy), view.Parts.Count], texts["Overview_PartsPeriod"], Href: "/admin/status") { Hint = texts["Overview_PartsHint"] };

    private OverviewTile Subscriptions(string key, int count, string period) =>
        new(key, texts[$"Overview_Subscriptions_{key}"], count > 0 ? Count(count) : null, period, texts[$"Overview_NoSubscriptions_{key}"], "/admin#plans");

    private OverviewTile Queue(QueueDepth queue)
    {
        var oldest = queue.Oldest is { } due ? texts["Overview_Oldest", Ago(due)] : texts["Overview_NothingWaits"];
        return new($"queue-{queue.Name}", NameOf(queue.Name), Count(queue.Waiting), queue.UnderWay > 0 ? $"{oldest} · {texts["Overview_UnderWay", Count(queue.UnderWay)]}" : oldest.Value, Href: WorkPlaces.Of(QueueOf(queue.Name))) { Hint = texts[$"Queue_{queue.Name}_Hint"] };
    }

    private static WorkQueue QueueOf(QueueName name) => Enum.Parse<WorkQueue>(name.ToString());

    private bool IsLate(QueueDepth queue) => queue.Oldest is { } due && Numbers.AsOf - due > InstallationQueries.Patience;

    private string NameOf(QueueName queue) => texts[$"Queue_{queue}"];

    private string Rate(int count, string since) => $"{since} · {texts["Overview_AnHour", (count / (double)Numbers.Hours.Count).ToString("0.#", CultureInfo.CurrentCulture)]}";

    private string Ago(DateTimeOffset at) => ZonedText.Ago(at, Numbers.AsOf, Zone, times);

    private static double? Share(double? now, double? before) => now is { } current && before is > 0 and var was ? (current - was) / was : null;

    private static string Count(int count) => count.ToString("N0", CultureInfo.CurrentCulture);
}

internal static class PlanNames
{
    /// <summary>A plan that was added since is called what its administrator called it: "big_team" reads "Big team".</summary>
    public static string PlanName(this IStringLocalizer<Texts> texts, string code) =>
        texts[$"Plan_{code}"] is { ResourceNotFound: false } name ? name.Value : char.ToUpperInvariant(code[0]) + code[1..].Replace('_', ' ');
}
