using ContentFactory.Domain.Access;

namespace ContentFactory.Web.Shell.Tools;

/// <summary>A line of the command palette that goes somewhere.</summary>
internal sealed record PaletteLink(string TextKey, string Icon, string Address, string? WithinKey = null, string? Keys = null);

internal static class PaletteActions
{
    /// <summary>All places, inner ones said together with the place around them.</summary>
    public static IEnumerable<PaletteLink> Places(string slug) =>
        from place in NavigationMap.For(slug)
        from link in place.Inside.Count == 0
            ? [new PaletteLink(place.TextKey, place.Icon, place.Address, null, place.Keys)]
            : place.Inside.Where(inner => inner.Needs is null).Select((inner, at) => new PaletteLink(inner.TextKey, inner.Icon, inner.Address, place.TextKey, at == 0 ? place.Keys : null))
        select link;

    /// <summary>What this person may begin from anywhere.</summary>
    public static IEnumerable<PaletteLink> Begin(string slug, Actor actor)
    {
        var root = $"/t/{Uri.EscapeDataString(slug)}";
        if (actor.May(Permission.ApprovePosts))
            yield return new("Nav_Approvals", "task_alt", root + "/content/approvals");
        if (actor.May(Permission.ConnectChannels))
            yield return new("Do_Connect", "hub", root + "/channels/connect");
        if (actor.May(Permission.EditTopics))
            yield return new("Do_Topic", "topic", root + "/ideas/topics?add=1");
        if (actor.May(Permission.EditTrendSources))
            yield return new("Do_Source", "rss_feed", root + "/ideas/sources?add=1");
        yield return new("Tenant_All", "grid_view", "/companies");
    }
}
