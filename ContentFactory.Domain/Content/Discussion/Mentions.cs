using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Content.Discussion;

/// <summary>Somebody of the team who can be called by "@Name".</summary>
public sealed record TeamMate(Guid PersonId, string Name);

/// <summary>Finds the people that a text calls.</summary>
public static class Mentions
{
    // one backtracking step a letter: names are escaped
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The longest name first, so that "@Anna Orlova" does not call every Anna. Whoever shares a name is called with it.</summary>
    public static IReadOnlyList<TeamMate> In(string text, IEnumerable<TeamMate> team)
    {
        var found = new List<TeamMate>();
        foreach (var named in team.Where(m => m.Name.Trim().Length > 0).GroupBy(m => m.Name.Trim(), StringComparer.OrdinalIgnoreCase).OrderByDescending(g => g.Key.Length))
        {
            var call = new Regex($@"(?<![\p{{L}}\p{{N}}_])@{Regex.Escape(named.Key)}(?![\p{{L}}\p{{N}}_])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience);
            var left = call.Replace(text, " ");
            if (left.Length != text.Length)
                found.AddRange(named);
            text = left;
        }
        return found;
    }
}
