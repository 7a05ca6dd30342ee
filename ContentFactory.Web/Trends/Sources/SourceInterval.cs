using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Trends.Sources;

/// <summary>How often a source is read, in words.</summary>
internal static class SourceInterval
{
    private static readonly int[] Usual = [15, 30, 60, 180, 360, 720, 1440, 10080];

    /// <summary>What is offered; an unusual one that a source has already stays possible.</summary>
    public static IEnumerable<int> Choices(int now) => Usual.Append(now).Distinct().Order();

    public static string Of(int minutes, IStringLocalizer<Texts> texts) => minutes switch
    {
        _ when minutes % 1440 == 0 => texts["Every_Days", minutes / 1440],
        _ when minutes % 60 == 0 => texts["Every_Hours", minutes / 60],
        _ => texts["Every_Minutes", minutes],
    };
}
