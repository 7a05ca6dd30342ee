using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Ui;

/// <summary>
/// Symbols of icons/symbols.svg: decorative, so the word for one stands beside it or in the button's name. Pieces of markup, not components: a
/// page shows a hundred of them, and an open page keeps well over a kilobyte for each of its components.
/// </summary>
internal static class Icons
{
    private static readonly ConcurrentDictionary<(string Sheet, string Name), MarkupString> Drawn = new();

    /// <param name="assets">Of the component that shows it: they know the sheet's address.</param>
    /// <param name="name">The id of a symbol: Google's name of the icon.</param>
    public static MarkupString Of(ResourceAssetCollection assets, string name) =>
        Drawn.GetOrAdd((assets["icons/symbols.svg"], name), key => new($"""<svg class="icon" aria-hidden="true" focusable="false"><use href="{key.Sheet}#{key.Name}"></use></svg>"""));
}
