using System.Globalization;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Media;

/// <summary>How large a file is, in the unit that people would say it in.</summary>
internal static class FileSize
{
    private const double Kilobyte = 1024;

    public static string Of(long bytes, IStringLocalizer texts)
    {
        var (unit, count) = bytes < Kilobyte * Kilobyte ? ("Size_Kilobytes", bytes == 0 ? 0 : Math.Max(1, Math.Round(bytes / Kilobyte)))
            : bytes < Kilobyte * Kilobyte * Kilobyte ? ("Size_Megabytes", Math.Round(bytes / Kilobyte / Kilobyte, 1)) : ("Size_Gigabytes", Math.Round(bytes / Kilobyte / Kilobyte / Kilobyte, 2));
        return texts[unit, count.ToString("0.##", CultureInfo.CurrentCulture)];
    }
}
