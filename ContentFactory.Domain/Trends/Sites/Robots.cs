namespace ContentFactory.Domain.Trends.Sites;

/// <summary>What a site asks programs not to read (RFC 9309): the longest rule that fits decides, and of two as long the one that allows.</summary>
internal sealed class Robots
{
    /// <summary>A program's name in the file, without version.</summary>
    public const string Agent = "ContentFactory";

    private const int MostRules = 2_000;
    private const int LongestPath = 500;

    /// <summary>A rule with stars costs its length times the path's.</summary>
    private const int MostStarred = 50;

    public static readonly Robots AllowAll = new([]);

    private readonly IReadOnlyList<(bool Allows, string Path)> rules;

    private Robots(IReadOnlyList<(bool, string)> rules) => this.rules = rules;

    public static Robots Read(string text)
    {
        var (own, everybody) = (new List<(bool, string)>(), new List<(bool, string)>());
        var (speaksOfUs, speaksOfAll, inRules, hasOwn) = (false, false, false, false);
        foreach (var line in text.EnumerateLines())
        {
            var comment = line.IndexOf('#');
            var words = comment < 0 ? line : line[..comment];
            var colon = words.IndexOf(':');
            if (colon < 0)
                continue;
            var (name, value) = (words[..colon].Trim().ToString().ToLowerInvariant(), words[(colon + 1)..].Trim().ToString());
            if (name == "user-agent")
            {
                // several names in a row begin one group
                (speaksOfUs, speaksOfAll) = (!inRules && speaksOfUs || value.Equals(Agent, StringComparison.OrdinalIgnoreCase), !inRules && speaksOfAll || value == "*");
                (inRules, hasOwn) = (false, hasOwn || speaksOfUs);
            }
            else if (name is "allow" or "disallow")
            {
                inRules = true;
                if (value is not { Length: > 0 and <= LongestPath })
                    continue;
                if (speaksOfUs && own.Count < MostRules)
                    own.Add((name == "allow", value));
                if (speaksOfAll && everybody.Count < MostRules)
                    everybody.Add((name == "allow", value));
            }
        }
        var starred = 0;
        return new([.. (hasOwn ? own : everybody).Where(r => !IsStarred(r.Item2) || ++starred <= MostStarred)]);
    }

    private static bool IsStarred(string rule) => rule.AsSpan().ContainsAny('*', '$');

    public bool Allows(Uri address)
    {
        var path = address.PathAndQuery is { Length: > LongestPath } all ? all[..LongestPath] : address.PathAndQuery;
        var rule = rules.Where(r => Fits(r.Path, path)).OrderByDescending(r => r.Path.Length).ThenByDescending(r => r.Allows).Select(r => ((bool Allows, string)?)r).FirstOrDefault();
        return rule?.Allows ?? true;
    }

    /// <summary>A star stands for any characters, a dollar at the end for the end; each step gives up the last star only, so no rule costs more than its length times the path's.</summary>
    private static bool Fits(string rule, string path)
    {
        var ends = rule.EndsWith('$');
        var (wanted, at, place, star, resume) = (ends ? rule[..^1] : rule + "*", 0, 0, -1, 0);
        while (place < path.Length)
        {
            if (at < wanted.Length && wanted[at] == '*')
                (star, resume, at) = (at, place, at + 1);
            else if (at < wanted.Length && wanted[at] == path[place])
                (at, place) = (at + 1, place + 1);
            else if (star >= 0)
                (at, place, resume) = (star + 1, resume + 1, resume + 1);
            else
                return false;
        }
        return wanted.AsSpan(at).TrimStart('*').IsEmpty;
    }
}
