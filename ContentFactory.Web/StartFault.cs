using System.Text.RegularExpressions;
using ContentFactory.Domain.Data;
using Microsoft.Extensions.Options;

namespace ContentFactory.Web;

/// <summary>What is said when the program cannot start for a reason that its operator can mend.</summary>
internal static partial class StartFault
{
    /// <summary>The sentence for the terminal; null for a bug, which keeps its stack trace.</summary>
    public static string? Of(Exception e) => e switch
    {
        ConfigurationException or DataFolderException => e.Message,
        OptionsValidationException options => string.Join(Environment.NewLine, options.Failures.Select(Named)),
        InvalidOperationException when Unreadable().Match(e.Message) is { Success: true } value =>
            $"{value.Groups["key"].Value.Replace(":", "__", StringComparison.Ordinal)} has the value '{value.Groups["value"].Value}', which cannot be read. Accepted: {Kind(value.Groups["type"].Value)}.",
        InvalidOperationException { InnerException: FormatException or ArgumentException } or FormatException => $"{e.Message} {e.InnerException?.Message}".TrimEnd(),
        _ => null,
    };

    /// <summary>Each failure begins with its key; operators know keys as environment variables.</summary>
    private static string Named(string failure) => failure.Split(' ', 2) is [var key, var rest] ? $"{key.Replace(":", "__", StringComparison.Ordinal)} {rest}" : failure;

    private static string Kind(string type) => type switch
    {
        "System.Int32" or "System.Int64" => "a whole number",
        "System.Double" or "System.Decimal" => "a number, with a point before its fraction",
        "System.Boolean" => "true or false",
        "System.TimeSpan" => "a time such as 00:00:30",
        "System.Uri" => "an address such as https://example.com",
        _ => type,
    };

    // the binder's own sentence names key, value and type
    [GeneratedRegex("'(?<value>[^']*)' at '(?<key>[^']*)' to type '(?<type>[^']*)'")]
    private static partial Regex Unreadable();
}
