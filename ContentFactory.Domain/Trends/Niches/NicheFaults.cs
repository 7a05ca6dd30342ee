using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Trends.Niches;

/// <summary>What is wrong with a niche as it was typed, at its field.</summary>
internal static partial class NicheFaults
{
    private const int MostWords = 50;
    private const string From = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
    private static readonly string[] To = ["a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "sch", "", "y", "", "e", "yu", "ya"];

    public static Problem? Of(NicheEntry entry)
    {
        if (entry.Name.Trim().Length is 0 or > 200)
            return Problem.Invalid(nameof(NicheEntry.Name), "Trends.NicheName", 200);
        if (!Slug().IsMatch(SlugOf(entry)))
            return Problem.Invalid(nameof(NicheEntry.Slug), "Trends.NicheSlug", 60);
        if (entry.Description.Trim().Length > 4000)
            return Problem.Invalid(nameof(NicheEntry.Description), "Trends.NicheText", 4000);
        if (entry.Audience.Trim().Length > 2000)
            return Problem.Invalid(nameof(NicheEntry.Audience), "Trends.NicheText", 2000);
        if (entry.Potential is < 1 or > 10)
            return Problem.Invalid(nameof(NicheEntry.Potential), "Trends.NichePotential", 1, 10);
        if (entry.AveragePrice is < 0 or > 9_999_999_999m)
            return Problem.Invalid(nameof(NicheEntry.AveragePrice), "Trends.NichePrice");
        if (entry.AveragePrice is not null && !Currency().IsMatch(entry.Currency.Trim()))
            return Problem.Invalid(nameof(NicheEntry.Currency), "Trends.NicheCurrency");
        if (entry.SearchVolume < 0)
            return Problem.Invalid(nameof(NicheEntry.SearchVolume), "Trends.NicheVolume");
        if (Lines(entry.Pillars) is var pillars && (pillars.Length > 20 || pillars.Any(p => p.Length > 200)))
            return Problem.Invalid(nameof(NicheEntry.Pillars), "Trends.NichePillars", 20, 200);
        return OfWords(TopicEditor.Keywords(entry.Keywords));
    }

    public static Problem? OfWords(string[] words) =>
        words.Length > MostWords || words.Any(w => w.Length is 0 or > 60) ? Problem.Invalid(nameof(NicheEntry.Keywords), "Trends.TopicKeywords", MostWords) : null;

    public static string[] Lines(string typed) => [.. typed.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];

    /// <summary>As typed, or the name in Latin letters.</summary>
    public static string SlugOf(NicheEntry entry)
    {
        if (entry.Slug.Trim() is { Length: > 0 } typed)
            return typed.ToLowerInvariant();
        var latin = string.Concat(entry.Name.ToLowerInvariant().Select(c => From.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? To[at] : char.IsAsciiLetterOrDigit(c) ? c.ToString() : "-"));
        return PlainText.Cut(Dashes().Replace(latin, "-").Trim('-'), 60).TrimEnd('-') is { Length: > 0 } made ? made : "niche";
    }

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$")]
    private static partial Regex Slug();

    [GeneratedRegex("^[A-Za-z]{3}$")]
    private static partial Regex Currency();

    [GeneratedRegex("-{2,}")]
    private static partial Regex Dashes();
}
