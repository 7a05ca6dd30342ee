namespace ContentFactory.Domain.Admin.Plans;

/// <summary>A plan, with how many tenants have it. A null limit is unlimited, a null price one by agreement.</summary>
public sealed record PlanRow
{
    public Guid Id { get; init; }
    public string Code { get; init; } = "";
    public decimal? MonthlyPrice { get; init; }
    public decimal? YearlyPrice { get; init; }
    public string Currency { get; init; } = "";
    public int? Channels { get; init; }
    public int? Members { get; init; }
    public int? PostsPerMonth { get; init; }
    public decimal? AiBudgetPerMonth { get; init; }
    public int? MediaGigabytes { get; init; }
    public int? KnowledgeRows { get; init; }
    public int? DocumentsPerMonth { get; init; }
    public int? PrivateChannels { get; init; }

    /// <summary>What it contains in words, a line each.</summary>
    public string Features { get; init; } = "";

    public int Position { get; init; }
    public bool OnSale { get; init; }

    public int Tenants { get; init; }

    /// <summary>Those of them that have more channels or members than it allows: they keep them and get no more.</summary>
    public int Above { get; init; }

    /// <summary>Of the row: who edits an older one is told.</summary>
    public string Version { get; init; } = "";

    public decimal? Of(PlanLimit limit) => limit switch
    {
        PlanLimit.Channels => Channels,
        PlanLimit.Members => Members,
        PlanLimit.PostsPerMonth => PostsPerMonth,
        PlanLimit.AiBudgetPerMonth => AiBudgetPerMonth,
        PlanLimit.MediaGigabytes => MediaGigabytes,
        PlanLimit.KnowledgeRows => KnowledgeRows,
        PlanLimit.DocumentsPerMonth => DocumentsPerMonth,
        PlanLimit.PrivateChannels => PrivateChannels,
    };
}

/// <summary>What a plan limits, in the order of the form.</summary>
public enum PlanLimit { Channels, Members, PostsPerMonth, AiBudgetPerMonth, MediaGigabytes, KnowledgeRows, DocumentsPerMonth, PrivateChannels }
