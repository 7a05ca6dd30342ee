namespace ContentFactory.Domain.Content.AutoDrafts;

/// <summary>A plan as it is typed.</summary>
/// <param name="Times">One for each draft of the day, or one for all.</param>
public sealed record AutoDraftEntry(
    bool IsOn, int PerDay, IReadOnlyList<TimeOnly> Times, IReadOnlyList<DayOfWeek> On, IReadOnlyList<Guid> TopicIds, IReadOnlyList<string> Platforms,
    string? Language, Guid? TemplateId, IReadOnlyDictionary<string, string> TemplateValues, int LeastScore)
{
    public const int Most = 10;

    /// <summary>What stands in the form of a company that has none yet.</summary>
    public static readonly AutoDraftEntry First =
        new(false, 1, [new TimeOnly(9, 0)], [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], [], [], null, null, new Dictionary<string, string>(), 10);

    /// <summary>By day and time; what the form does not show is left out.</summary>
    internal AutoDraftEntry Tidy() => this with
    {
        Times = [.. Times.Take(Times.Count == 1 ? 1 : PerDay).Select(t => new TimeOnly(t.Hour, t.Minute)).Order()], On = [.. On.Distinct().Order()], TopicIds = [.. TopicIds.Distinct()],
        Platforms = [.. Platforms.Distinct().Order(StringComparer.Ordinal)], Language = string.IsNullOrEmpty(Language) ? null : Language,
        TemplateValues = TemplateId is null ? new Dictionary<string, string>() : TemplateValues.Where(v => !string.IsNullOrWhiteSpace(v.Value)).ToDictionary(v => v.Key, v => PlainText.Clean(v.Value).Trim()),
    };

    internal Problem? Fault()
    {
        if (PerDay is < 1 or > Most)
            return Problem.Invalid(nameof(PerDay), "Content.AutoPerDay", Most);
        if (Times.Count == 0 || (Times.Count > 1 && Times.Count < PerDay))
            return Problem.Invalid(nameof(Times), "Content.AutoTimes");
        if (Times.Count > 1 && Times.Take(PerDay).Distinct().Count() < PerDay)
            return Problem.Invalid(nameof(Times), "Content.AutoSameTimes");
        if (On.Count == 0)
            return Problem.Invalid(nameof(On), "Content.AutoDays");
        if (LeastScore is < 0 or > 100)
            return Problem.Invalid(nameof(LeastScore), "Content.AutoScore");
        return string.IsNullOrEmpty(Language) || Language is "ru" or "en" ? null : Problem.Invalid(nameof(Language), "Content.TemplateChoice");
    }
}
