namespace ContentFactory.Domain.Trends.Clusters;

/// <summary>Whether two items tell one story. Errs on the side of two: a card too many is looked past, a story swallowed is lost.</summary>
internal static class Likeness
{
    private const double AlmostSameTitle = 0.75;
    private const double AlikeTitle = 0.45;
    private const double SameTitle = 0.9;
    private const double SharedLead = 0.6;
    private const double SameLead = 0.8;
    private const double AnyLead = 0.2;
    private const int TellingLead = 8;

    /// <summary>News travels for days; what comes back in a week under the same name is a column.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(5);

    public static bool Same(StoryWords a, StoryWords b)
    {
        if (a.Title.Length == 0 || b.Title.Length == 0 || OtherNumbers(a.Numbers, b.Numbers))
            return false;
        var bothLead = a.Lead.Length >= TellingLead && b.Lead.Length >= TellingLead;
        if (a.IsShort || b.IsShort)
            return a.Head.SequenceEqual(b.Head) && (!bothLead || Common(a.LeadSet, b.LeadSet) >= AnyLead);
        var title = Titles(a, b);
        var otherName = OtherName(a.Head, b.Head);
        if (title >= AlmostSameTitle && !otherName)
            return !bothLead || (Common(a.LeadSet, b.LeadSet) >= AnyLead && (title >= SameTitle || !OtherNumbers(a.LeadNumbers, b.LeadNumbers)));
        return title >= AlikeTitle && bothLead && !OtherNumbers(a.LeadNumbers, b.LeadNumbers) && Common(a.LeadPairs, b.LeadPairs) >= (otherName ? SameLead : SharedLead);
    }

    // "the rate of 5 November" and "the rate of 6 November"; a number that one of them leaves out says nothing
    private static bool OtherNumbers(HashSet<string> a, HashSet<string> b) => a.Count > 0 && b.Count > 0 && !a.IsSubsetOf(b) && !b.IsSubsetOf(a);

    // one headline for many towns: a word or two stand in the place of others
    private static bool OtherName(string[] a, string[] b) => a.Length == b.Length && a.Zip(b).Count(w => w.First != w.Second) is 1 or 2;

    private static double Titles(StoryWords a, StoryWords b) =>
        Math.Max(Math.Max(Alike(a.TitleSet, b.TitleSet), Alike(a.HeadSet, b.HeadSet)), Math.Max(Alike(a.HeadSet, b.TitleSet), Alike(a.TitleSet, b.HeadSet)));

    private static double Alike(HashSet<string> a, HashSet<string> b)
    {
        var both = a.Count(b.Contains);
        return (double)both / (a.Count + b.Count - both);
    }

    /// <summary>How much of the shorter one stands in the other.</summary>
    private static double Common(HashSet<string> a, HashSet<string> b) => (double)a.Count(b.Contains) / Math.Max(1, Math.Min(a.Count, b.Count));

    public static IEnumerable<string> Pairs(string[] words) => words.Zip(words.Skip(1), (first, second) => $"{first} {second}");
}
