namespace ContentFactory.Domain.Channels;

/// <summary>How the last error of a channel is kept: the text key and its arguments, so that each reader gets it in their own language.</summary>
public static class ChannelFaults
{
    private const char Separator = '\n';
    private const int Longest = 1000;

    public static string Of(Problem problem)
    {
        var words = string.Join(Separator, [problem.TextKey, .. problem.Args.Select(a => Convert.ToString(a, System.Globalization.CultureInfo.InvariantCulture)?.Replace(Separator, ' '))]);
        return words.Length <= Longest ? words : words[..Longest];
    }

    /// <summary>Null when the stored words are a platform's own and name no text.</summary>
    public static Problem? Read(string stored)
    {
        var parts = stored.Split(Separator);
        var isKey = parts[0].Split('.') is [{ Length: > 0 } feature, { Length: > 0 } key] && (feature + key).All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        return isKey ? new Problem(ProblemKind.Invalid, null, parts[0], [.. parts[1..]]) : null;
    }
}
