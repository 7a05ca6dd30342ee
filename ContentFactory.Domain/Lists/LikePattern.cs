using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Lists;

/// <summary>Patterns for LIKE and ILIKE that find words as they stand: a percent sign finds a percent sign.</summary>
public static partial class LikePattern
{
    /// <summary>The third argument of ILike.</summary>
    public const string Escape = @"\";

    /// <summary>Anywhere in the text.</summary>
    public static string Of(string search) => $"%{Special().Replace(PlainText.Line(search), @"\$0")}%";

    [GeneratedRegex(@"[\\%_]")]
    private static partial Regex Special();
}
