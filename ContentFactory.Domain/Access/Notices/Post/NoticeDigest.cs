using System.Globalization;
using System.Text;

namespace ContentFactory.Domain.Access;

/// <summary>One notice on its way to one reader.</summary>
internal sealed record Forwarded(string TextKey, string[] Args, string? Link);

/// <summary>Several notices of a tenant in one letter or one message.</summary>
internal sealed record NoticeDigest(string Tenant, string Slug, IReadOnlyList<Forwarded> Notices)
{
    private const int LinesShown = 20;
    private const int LongestMessage = 4000;

    public string Subject(CultureInfo culture) => Notices.Count == 1
        ? LetterBox.Cut(NoticeWords.Of(Notices[0].TextKey, Notices[0].Args, culture))
        : LetterBox.Cut(LetterBox.Word(culture, "Letter_Notices_Subject", Tenant, Notices.Count));

    /// <param name="name">Null where it goes to an address that is nobody's.</param>
    public string Letter(string? name, CultureInfo culture, PublicAddress address)
    {
        var text = new StringBuilder();
        if (name is not null)
            text.Append(LetterBox.Word(culture, "Letter_Notices_Hello", PlainText.Line(name))).Append("\n\n");
        text.Append(LetterBox.Word(culture, "Letter_Notices_In", Tenant)).Append("\n\n");
        text.Append(Lines(culture)).Append("\n\n").Append(LinkOf(address)).Append("\n\n").Append(LetterBox.Word(culture, name is null ? "Letter_Notices_FootTenant" : "Letter_Notices_Foot"));
        return text.ToString();
    }

    public string Message(CultureInfo culture, PublicAddress address)
    {
        var link = LinkOf(address);
        return $"{PlainText.Cut($"{Tenant}\n\n{Lines(culture)}", LongestMessage - link.Length)}\n\n{link}";
    }

    private string Lines(CultureInfo culture)
    {
        var lines = Notices.Take(LinesShown).Select(n => "• " + NoticeWords.Of(n.TextKey, n.Args, culture)).ToList();
        if (Notices.Count > LinesShown)
            lines.Add(LetterBox.Word(culture, "Letter_Notices_More", Notices.Count - LinesShown));
        return string.Join('\n', lines);
    }

    /// <summary>To the one thing, or to where all of it is seen.</summary>
    private string LinkOf(PublicAddress address) => address.Link(Notices is [{ Link: { } link }] ? $"/t/{Slug}/{link}" : $"/t/{Slug}");
}
