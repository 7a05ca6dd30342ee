using System.Globalization;
using ContentFactory.Domain.Platforms;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Media;

/// <summary>What a file is, in a few words: "PNG, 1200 × 800, 340 KB".</summary>
public static class MediaFacts
{
    private const double Kilobyte = 1024;

    public static string Of(MediaKind kind, string contentType, long size, int? width, int? height, IStringLocalizer<Texts> texts)
    {
        var type = contentType.Split('/')[^1].ToUpperInvariant();
        string?[] facts = [$"{texts[$"Kind_{kind}"]} {type}", width is null ? null : $"{width} × {height}", Size(size, texts)];
        return string.Join(" · ", facts.OfType<string>());
    }

    public static string Size(long bytes, IStringLocalizer<Texts> texts)
    {
        var (unit, count) = bytes < Kilobyte * Kilobyte ? ("Size_Kilobytes", Math.Max(1, Math.Round(bytes / Kilobyte))) : ("Size_Megabytes", Math.Round(bytes / Kilobyte / Kilobyte, 1));
        return texts[unit, count.ToString("0.#", CultureInfo.CurrentCulture)];
    }
}
