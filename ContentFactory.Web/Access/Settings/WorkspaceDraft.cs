using ContentFactory.Domain.Access;

namespace ContentFactory.Web.Access.Settings;

/// <summary>The fields of the workspace while they are edited, beside what they were.</summary>
public sealed class WorkspaceDraft
{
    private TenantEdit? was;

    public string Name { get; set; } = "";
    public string ZoneId { get; set; } = "";
    public string Language { get; set; } = "";
    public string Currency { get; set; } = "";

    /// <summary>One on each line, or with commas between.</summary>
    public string Interests { get; set; } = "";

    public HashSet<string> Platforms { get; } = [];
    public uint Version { get; private set; }

    public bool IsUntouched => was is null || Same(Edit(), was);

    public static WorkspaceDraft Of(TenantCard card)
    {
        var draft = new WorkspaceDraft
        {
            Name = card.Name, ZoneId = card.ZoneId, Language = card.Language, Currency = card.Currency, Interests = string.Join('\n', card.Interests), Version = card.Version,
        };
        draft.Platforms.UnionWith(card.Platforms);
        draft.was = draft.Edit();
        return draft;
    }

    public TenantEdit Edit() => new(
        Name, ZoneId, Language, Currency, Interests.Split(['\n', ',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), [.. Platforms.Order(StringComparer.Ordinal)], Version);

    public void Choose(string platform, bool on)
    {
        if (on)
            Platforms.Add(platform);
        else
            Platforms.Remove(platform);
    }

    private static bool Same(TenantEdit a, TenantEdit b) =>
        (a.Name, a.ZoneId, a.Language, a.Currency) == (b.Name, b.ZoneId, b.Language, b.Currency) && a.Interests.SequenceEqual(b.Interests) && a.Platforms.SequenceEqual(b.Platforms);
}
