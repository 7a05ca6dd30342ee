using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Media.Making;

/// <summary>Text as a typesetter would leave it: quotes, dashes and ellipses of its language, and no line that ends with a preposition.</summary>
internal static partial class Typography
{
    private const string Nbsp = "\u00a0";

    /// <summary>One line for a headline, a point or a caption.</summary>
    public static string Of(string text, string language)
    {
        var line = Spaces().Replace(PlainText.Visible(Joiners().Replace(text, "")), " ").Trim();
        line = Ellipsis().Replace(line, "…");
        line = language == "ru" ? Quoted().Replace(line, "«$1»") : Quoted().Replace(line, "“$1”").Replace('\'', '’');
        line = Dash().Replace(line, Nbsp + "— ");
        line = language == "ru" ? GluedRu().Replace(GluedRu().Replace(line, "$1" + Nbsp), "$1" + Nbsp) : GluedEn().Replace(line, "$1" + Nbsp);
        line = Particle().Replace(line, Nbsp + "$1");
        return Counted().Replace(line, Nbsp);
    }

    /// <summary>Headlines end without a full stop.</summary>
    public static string Headline(string text, string language) => Of(text, language) is var line && line.EndsWith('.') && !line.EndsWith("..", StringComparison.Ordinal) ? line[..^1] : Of(text, language);

    [GeneratedRegex(@"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")]
    private static partial Regex Spaces();

    // signs that join or colour emoji, and what remains of those that are gone
    [GeneratedRegex(@"[\u200c\u200d\ufe0e\ufe0f\u20e3]")]
    private static partial Regex Joiners();

    [GeneratedRegex(@"\.{3,}")]
    private static partial Regex Ellipsis();

    [GeneratedRegex("(?<![\\w\"])[\"“„](?=\\S)([^\"“”„]+?)(?<=\\S)[\"”“](?!\\w)")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<=\S) (?:-|–|—|--) ")]
    private static partial Regex Dash();

    [GeneratedRegex(@"(?<![\p{L}\d])(?!(?:ли|же|бы|б|ж) )((?:[А-Яа-яЁё]{1,2}|под|над|для|без|при|про|или|что|как|это)) (?=\S)", RegexOptions.IgnoreCase)]
    private static partial Regex GluedRu();

    [GeneratedRegex(@"(?<![\p{L}\d'’])((?:an?|I|the|to|of|in|on|at|by|or|is)) (?=\S)", RegexOptions.IgnoreCase)]
    private static partial Regex GluedEn();

    [GeneratedRegex(@" (ли|же|бы|б|ж)(?![\p{L}])")]
    private static partial Regex Particle();

    // 120 дней, 30 %, № 5
    [GeneratedRegex(@"(?<=\d) (?=[%₽$€\d]|(?!(?:до|и|на|в|по|из|за|с|к|от|to|and|in|of|by|for)(?!\p{L}))\p{L})|(?<=[№§$€]) (?=\d)")]
    private static partial Regex Counted();
}
