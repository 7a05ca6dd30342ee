namespace ContentFactory.Web.Access.Profile;

/// <summary>"Firefox, Windows" out of what a browser says of itself; enough to know the own devices again.</summary>
internal static class DeviceName
{
    // the first that is found: each names the ones below it as well
    private static readonly (string Mark, string Name)[] Browsers =
        [("YaBrowser/", "Yandex Browser"), ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    /// <summary>Null where neither is known.</summary>
    public static string? Of(string? userAgent)
    {
        var found = new[] { Find(Browsers, userAgent), Find(Systems, userAgent) }.OfType<string>().ToList();
        return found.Count > 0 ? string.Join(", ", found) : null;
    }

    public static bool IsPhone(string? userAgent) => userAgent?.Contains("Mobile", StringComparison.Ordinal) is true;

    private static string? Find((string Mark, string Name)[] known, string? userAgent) =>
        known.FirstOrDefault(k => userAgent?.Contains(k.Mark, StringComparison.Ordinal) is true).Name;
}
