using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.LongWork;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Ui;

/// <summary>Says what the domain says as a key (a <see cref="Problem"/>, a <see cref="LongText"/>) in the reader's language.</summary>
public sealed partial class ProblemText(
    IStringLocalizerFactory texts, IStringLocalizer<Shell.Texts> shell, IHostEnvironment environment, ILogger<ProblemText> log)
{
    private static readonly string DomainAssembly = typeof(Problem).Assembly.GetName().Name!;

    /// <summary>The text. A missing one is a bug: it throws, except in production, where the reader gets a general sentence.</summary>
    public string Of(Problem problem) => Of(problem.TextKey, problem.Args);

    /// <summary>What long work says of itself; where the key has plural forms, the first argument counts.</summary>
    public string Of(LongText text) => Of(text.Key, text.Args);

    /// <summary>A text that need not be there; null where it is not.</summary>
    public string? Known(string textKey) => Find(textKey, []);

    private string Of(string textKey, object[] args)
    {
        if (Find(textKey, args) is { } text) return text;
        if (!environment.IsProduction()) throw new InvalidOperationException($"No text for the problem {textKey}");
        LogMissing(textKey);
        return shell["Problem_General"];
    }

    /// <summary>A text whose key was stored in a row, maybe by an older version: one that is gone reads as its bare facts.</summary>
    public string Stored(string textKey, params object[] args)
    {
        if (Find(textKey, args) is { } text) return text;
        LogMissing(textKey);
        return args.Length > 0 ? string.Join(" · ", args) : shell["Stored_Gone"];
    }

    private string? Find(string textKey, object[] args)
    {
        if (textKey.Split('.', 2) is not [var feature, var key]) return null;
        var known = texts.Create($"{DomainAssembly}.{feature}.Texts", DomainAssembly);
        var found = known[key];
        if (found.ResourceNotFound && args is [var first, ..] && long.TryParse(Convert.ToString(first, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture, out var count))
            found = known[$"{key}_{Plural.Key(count, CultureInfo.CurrentUICulture)}"];
        return found.ResourceNotFound ? null : Filled(found.Value, args);
    }

    // a stored reason may be older than its text and lack an argument
    private static string? Filled(string text, object[] args)
    {
        try
        {
            return string.Format(CultureInfo.CurrentCulture, text, args);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "No text for the problem {Key}")]
    private partial void LogMissing(string key);
}
