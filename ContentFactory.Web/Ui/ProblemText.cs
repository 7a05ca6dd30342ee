using System.Globalization;
using ContentFactory.Domain;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Ui;

/// <summary>Says a <see cref="Problem"/> in the reader's language.</summary>
public sealed partial class ProblemText(
    IStringLocalizerFactory texts, IStringLocalizer<Shell.Texts> shell, IHostEnvironment environment, ILogger<ProblemText> log)
{
    private static readonly string DomainAssembly = typeof(Problem).Assembly.GetName().Name!;

    /// <summary>The text. A missing one is a bug: it throws, except in production, where the reader gets a general sentence.</summary>
    public string Of(Problem problem)
    {
        if (Find(problem.TextKey, problem.Args) is { } text) return text;
        if (!environment.IsProduction()) throw new InvalidOperationException($"No text for the problem {problem.TextKey}");
        LogMissing(problem.TextKey);
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
        var found = texts.Create($"{DomainAssembly}.{feature}.Texts", DomainAssembly)[key];
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
