using ContentFactory.Domain.Access;

namespace ContentFactory.Web.Shell.Tools;

/// <summary>One line of the list that `?` opens. <paramref name="Keys"/> as an element names them in data-keys.</summary>
public sealed record Shortcut(string Keys, string TextKey);

/// <summary>Every shortcut there is, as the help shows them. Where an element carries the keys, the key map of the browser is that element.</summary>
public static class Shortcuts
{
    private static readonly Shortcut[] Everywhere = [new("Ctrl K", "Keys_Palette"), new("/", "Keys_Search"), new("?", "Keys_Help"), new("Esc", "Keys_Close")];

    public static readonly IReadOnlyList<Shortcut> InLists = [new("j", "Keys_Next"), new("k", "Keys_Previous"), new("x", "Keys_Select"), new("e", "Keys_Edit"), new("Enter", "Keys_Open")];

    public static readonly IReadOnlyList<Shortcut> InEditor = [new("Ctrl S", "Keys_Save"), new("Ctrl Enter", "Keys_Ready")];

    public static IReadOnlyList<Shortcut> For(Actor actor) => actor.May(Permission.EditPosts) ? [.. Everywhere, new("n", "Keys_New")] : Everywhere;

    /// <summary>The places that have keys: the same map as the navigation, so that none is forgotten.</summary>
    public static IEnumerable<Shortcut> Places(string slug) =>
        NavigationMap.For(slug).Where(place => place.Keys is not null).Select(place => new Shortcut(place.Keys!, place.TextKey));
}
