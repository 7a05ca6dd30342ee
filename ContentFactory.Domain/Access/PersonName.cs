namespace ContentFactory.Domain.Access;

/// <summary>The one rule of what a person may be called: any letters and signs, shown as plain text everywhere.</summary>
public static class PersonName
{
    public const int Longest = 200;

    /// <summary>The name without spaces around it, or what is wrong with it.</summary>
    public static Result<string> Check(string? typed, string field = nameof(Person.DisplayName))
    {
        var name = PlainText.Clean(typed ?? "").Trim();
        if (name.Any(Rearranges))
            return Problem.Invalid(field, "Access.NameInvisible");
        return name.Length is > 0 and <= Longest && name.EnumerateRunes().Any(r => !System.Text.Rune.IsWhiteSpace(r) && r.Value is not (0x200e or 0x200f or 0x200b or 0xfeff))
            ? name : Problem.Invalid(field, "Access.NameLength", Longest, name.Length);
    }

    // control characters, and marks that turn the text around them
    private static bool Rearranges(char c) => char.IsControl(c) || c is >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069';
}
