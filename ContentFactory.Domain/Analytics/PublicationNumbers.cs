namespace ContentFactory.Domain.Analytics;

/// <summary>What is read of a publication's numbers wherever publications are compared.</summary>
internal static class PublicationNumbers
{
    /// <summary>Views; whom it reached, by the widest number that its network has, null for nobody; what they did. Of a row x with a network's totals.</summary>
    public const string Columns = """
        x.views, nullif(coalesce(x.impressions, x.reach, x.views), 0) as seen,
        case when num_nonnulls(x.likes, x.comments, x.shares, x.saves) > 0
             then coalesce(x.likes, 0) + coalesce(x.comments, 0) + coalesce(x.shares, 0) + coalesce(x.saves, 0) end as engaged
        """;
}
