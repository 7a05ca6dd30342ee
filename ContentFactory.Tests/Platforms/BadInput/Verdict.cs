using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using ContentFactory.Domain;
using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.BadInput;

public enum Verdict
{
    /// <summary>It goes out, and readers see what was written.</summary>
    Taken,
    /// <summary>The connector says no before any request.</summary>
    Refused,
    /// <summary>The network says no, and its answer is put into plain words.</summary>
    ByNetwork,
}

/// <summary>Holds a post to a verdict, and whatever a person reads to naming a remedy in both languages.</summary>
internal static partial class Judge
{
    public static async Task HoldsAsync(this Contestant contestant, Verdict verdict, OutgoingPost post, string? shown = null)
    {
        var (faults, before) = (contestant.Platform.Validate(post), contestant.Requests);
        Assert.True(verdict is Verdict.Refused == faults.Count > 0, $"{contestant.Platform.Key}: {string.Join(", ", faults.Select(f => f.TextKey))}");
        Assert.All(faults, NamesRemedy);
        var outcome = await contestant.PublishAsync(post);
        if (verdict is Verdict.Taken)
        {
            Assert.True(outcome.Kind is PublishKind.Published, $"{contestant.Platform.Key}: {outcome}");
            Assert.Equal(Bare(shown ?? post.Text), Bare(string.Concat(contestant.Shown)));
            return;
        }
        AssertRefused(contestant, outcome);
        if (verdict is Verdict.Refused)
            Assert.Equal((before, PublishKind.Rejected), (contestant.Requests, outcome.Kind));
        // a person who tries again gets no post by it either
        AssertRefused(contestant, await contestant.PublishAsync(post));
    }

    public static void AssertRefused(Contestant contestant, PublishOutcome outcome)
    {
        Assert.True(outcome.Kind is PublishKind.Rejected or PublishKind.AccountRefused, $"{contestant.Platform.Key}: {outcome}");
        NamesRemedy(outcome.Reason!);
        Assert.Empty(contestant.Shown);
    }

    /// <summary>The text exists in both languages, takes its arguments and has a sentence that begins with what to do.</summary>
    public static void NamesRemedy(Problem problem)
    {
        var (feature, key) = problem.TextKey.Split('.') is [var first, var second] ? (first, second) : throw new InvalidOperationException(problem.TextKey);
        var texts = new ResourceManager($"ContentFactory.Domain.{feature}.Texts", typeof(Problem).Assembly);
        var (english, russian) = (texts.GetString(key, CultureInfo.GetCultureInfo("en")), texts.GetString(key, CultureInfo.GetCultureInfo("ru")));
        Assert.True(english is not null && russian is not null && english != russian, $"{problem.TextKey} stands in one language only");
        Assert.DoesNotContain('{', string.Format(CultureInfo.InvariantCulture, english + russian, problem.Args));
        // what the network says is no remedy of ours
        Assert.True(English().IsMatch(Blank().Replace(english, "…")), $"{problem.TextKey} names no remedy: {english}");
        Assert.True(Russian().IsMatch(Blank().Replace(russian, "…")), $"{problem.TextKey} names no remedy: {russian}");
    }

    /// <summary>White space between two messages of a long text belongs to neither.</summary>
    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    [GeneratedRegex(@"(?:[^.:]*(?: says| сообщает|Ответ [^:]*))?:? ?\{\d\}")]
    private static partial Regex Blank();

    [GeneratedRegex(
        @"(?:^|[.;:] |, (?:then|and|or) )(?:Add|Allow|Ask|Change|Check|Choose|Compress|Connect|Convert|Copy|Correct|Create|Crop|Cut|Delete|Enter|Finish|Give|Invite|Leave|Look|Make|Open|Paste|Publish|Remove|Replace|Reset|Save|See|Send|Set|Shorten|Sign in|Split|Take|Upload|Use|Write)\b|administrator (?:checks|sets|can)",
        RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"(?:^|[.;:,] )(?:\w+ )?\p{L}+(?:йте|ите|ьте)\b|[Аа]дминистратору нужно", RegexOptions.IgnoreCase)]
    private static partial Regex Russian();
}
