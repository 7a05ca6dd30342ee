using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Ui;

/// <summary>A network's small mark in its own colours, with the network's name for those who do not see it; a piece of markup, as <see cref="Icons"/> are.</summary>
internal static class NetworkMarks
{
    private static readonly ConcurrentDictionary<(string Sheet, string Symbol, string Title), MarkupString> Drawn = new();

    /// <param name="assets">Of the component that shows it.</param>
    /// <param name="network">The platform's key, e.g. "telegram".</param>
    public static MarkupString Of(ResourceAssetCollection assets, string network) => Of(assets, network.ToLowerInvariant(), NetworkName.Of(network));

    internal static MarkupString Of(ResourceAssetCollection assets, string symbol, string title) => Drawn.GetOrAdd((assets["icons/networks.svg"], symbol, title), Draw);

    private static MarkupString Draw((string Sheet, string Symbol, string Title) key)
    {
        var title = HtmlEncoder.Default.Encode(key.Title);
        return new($"""<svg class="network" role="img" aria-label="{title}"><title>{title}</title><use href="{key.Sheet}#{HtmlEncoder.Default.Encode(key.Symbol)}"></use></svg>""");
    }
}
