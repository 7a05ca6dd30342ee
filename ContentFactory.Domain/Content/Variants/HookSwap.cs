namespace ContentFactory.Domain.Content.Variants;

/// <summary>Puts another opening into a text.</summary>
internal static class HookSwap
{
    /// <summary>In the place of the old one, or above the text where that is gone. What the new one says is not said twice.</summary>
    public static string In(string text, string? old, string hook)
    {
        var at = string.IsNullOrEmpty(old) ? -1 : text.IndexOf(old, StringComparison.Ordinal);
        var (before, after) = at >= 0 ? (text[..at], text[(at + old!.Length)..]) : ("", "\n\n" + text);
        var lines = after.Split('\n').Select(line => Without(line, hook)).ToList();
        var rest = string.Join('\n', lines);
        while (rest.Contains("\n\n\n", StringComparison.Ordinal))
            rest = rest.Replace("\n\n\n", "\n\n", StringComparison.Ordinal);
        return (before + hook + rest).TrimEnd();
    }

    private static string Without(string line, string hook)
    {
        if (hook.Length < 25 || !line.Contains(hook, StringComparison.Ordinal))
            return line;
        var rest = line.Replace(hook, "", StringComparison.Ordinal).Trim();
        return rest.Any(char.IsLetter) ? rest.Replace("  ", " ", StringComparison.Ordinal) : "";
    }
}
