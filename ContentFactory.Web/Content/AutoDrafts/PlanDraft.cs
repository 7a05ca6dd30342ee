using ContentFactory.Domain.Content.AutoDrafts;
using ContentFactory.Web.Content.Templates;

namespace ContentFactory.Web.Content.AutoDrafts;

/// <summary>The plan of a company as it is being typed.</summary>
public sealed class PlanDraft
{
    public bool IsOn { get; set; }
    public int? PerDay { get; set; } = 1;

    /// <summary>One time for all drafts of the day.</summary>
    public bool IsOneTime { get; set; } = true;

    public List<TimeOnly?> Times { get; init; } = [];
    public HashSet<DayOfWeek> On { get; init; } = [];
    public HashSet<Guid> TopicIds { get; init; } = [];
    public HashSet<string> Platforms { get; init; } = [];
    public string Language { get; set; } = "";
    public Guid? TemplateId { get; set; }
    public UseDraft Values { get; init; } = new();
    public int? LeastScore { get; set; }

    /// <summary>How many fields for times the form shows.</summary>
    public int Shown => IsOneTime ? 1 : Math.Clamp(PerDay ?? 1, 1, AutoDraftEntry.Most);

    public static PlanDraft Of(AutoDraftEntry entry) => new()
    {
        IsOn = entry.IsOn, PerDay = entry.PerDay, IsOneTime = entry.Times.Count == 1, Times = [.. entry.Times.Select(t => (TimeOnly?)t)], On = [.. entry.On], TopicIds = [.. entry.TopicIds],
        Platforms = [.. entry.Platforms], Language = entry.Language ?? "", TemplateId = entry.TemplateId, Values = new UseDraft { Values = new(entry.TemplateValues) }, LeastScore = entry.LeastScore,
    };

    public AutoDraftEntry Entry() => new(
        IsOn, PerDay ?? 0, [.. Times.Take(Shown).OfType<TimeOnly>()], [.. On], [.. TopicIds], [.. Platforms], Language, TemplateId, Values.Values, LeastScore ?? -1);

    /// <summary>As many as are shown: later ones three hours apart.</summary>
    public void Fill()
    {
        while (Times.Count < Shown)
            Times.Add((Times.LastOrDefault() ?? new TimeOnly(6, 0)).AddHours(Times.Count == 0 ? 3 : 2));
    }

    public void Choose<T>(HashSet<T> set, T value, bool wanted) => _ = wanted ? set.Add(value) : set.Remove(value);
}
