using ContentFactory.Domain;
using ContentFactory.Domain.Content;

namespace ContentFactory.Web.Content;

/// <summary>A change by a button, as it can be taken back: only what it changed goes back, what was typed since stays.</summary>
/// <param name="Key">The text that names it.</param>
/// <param name="Version">Where files and texts of networks changed with it: the version that comes back as a whole.</param>
public sealed record UndoStep(string Key, PostContent Before, PostContent After, int? Version = null)
{
    /// <summary>Where neither words nor a whole version go back: how.</summary>
    public Func<Task<Result>>? Back { get; init; }
}
