using ContentFactory.Web.Ui.Lists;

namespace ContentFactory.Web.Trends.Saved;

/// <summary>The query of the ideas' address as a view that can be kept.</summary>
internal static class SavedView
{
    /// <summary>Says that all ideas are wanted although a view of one's own would open first.</summary>
    public const string All = "all";

    // an address opened for a form is no view
    private static readonly string[] NoView = [All, "page", "add"];

    /// <summary>Empty for the plain list.</summary>
    public static string Of(ListState state) => new Uri("http://localhost" + state.With(NoView.Select(n => (n, (string?)null)))).Query.TrimStart('?');

    public static bool Same(string one, string other) => one.Split('&').Order(StringComparer.Ordinal).SequenceEqual(other.Split('&').Order(StringComparer.Ordinal));
}
