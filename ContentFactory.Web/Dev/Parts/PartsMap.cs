namespace ContentFactory.Web.Dev.Parts;

/// <summary>The gallery's pages by their address; a new part adds its line here. The title is the component's own name.</summary>
public static class PartsMap
{
    public static readonly IReadOnlyList<(string Path, string Name)> Pages =
    [
        ("header", "PageHeader"), ("tiles", "StatTile"), ("badges", "StatusBadge"), ("empty", "EmptyState"), ("states", "PageBody"),
        ("floating", "ConfirmButton"), ("form", "FormField"), ("figures", "Num"), ("times", "Timeline"), ("charts", "Chart"), ("files", "FileDrop"), ("icons", "Icon"), ("list", "DataList"),
        ("work", "WorkProgress"),
    ];
}
