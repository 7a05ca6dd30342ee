namespace ContentFactory.Domain.Channels;

/// <summary>When and how often a channel may post. A null zone means the tenant's.</summary>
public sealed record ChannelPosting(IReadOnlyList<int> Hours, int DailyLimit, string? ZoneId)
{
    /// <summary>Whether posts that the company's rule approved are planned here by themselves; null leaves it as it is.</summary>
    public bool? AutoPost { get; init; }

    internal Problem? Fault()
    {
        if (Hours.Count == 0 || Hours.Any(h => h is < 0 or > 23))
            return Problem.Invalid(nameof(Hours), "Channels.HoursInvalid");
        if (DailyLimit is < 1 or > 1000)
            return Problem.Invalid(nameof(DailyLimit), "Channels.DailyLimitInvalid");
        if (!string.IsNullOrWhiteSpace(ZoneId) && !(TimeZoneInfo.TryFindSystemTimeZoneById(ZoneId, out var zone) && zone.HasIanaId))
            return Problem.Invalid(nameof(ZoneId), "Channels.ZoneUnknown", ZoneId);
        return null;
    }
}
