using System.Text;

namespace ContentFactory.Domain.Platforms;

/// <summary>The words of a post as networks that know plain text take them.</summary>
internal static class OutgoingWords
{
    /// <summary>The text, and the link below it unless it stands in the text.</summary>
    public static string Whole(OutgoingPost post)
    {
        var text = Clean(post.Text);
        var link = Clean(post.Link ?? "");
        if (link.Length == 0 || text.Contains(link, StringComparison.Ordinal))
            return text;
        return text.Length == 0 ? link : $"{text}\n\n{link}";
    }

    /// <summary>Without control characters and white space at the ends; lines end with \n, half a surrogate pair becomes a replacement character.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (!Rune.IsControl(rune) || rune.Value is '\n' or '\t')
                clean.Append(rune);
        }
        return clean.ToString().Trim();
    }

    /// <summary>Without white space, which networks break and join their own way: to compare.</summary>
    public static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
