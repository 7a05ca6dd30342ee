namespace ContentFactory.Tests.Journeys.Screens;

/// <summary>One way to look at a page.</summary>
internal sealed record ScreenLook(int Width, string Language, bool Dark)
{
    /// <summary>Three widths in two languages; between desktop and phone the language with the longer words is enough.</summary>
    public static readonly IReadOnlyList<ScreenLook> All =
        [new(1280, "en", false), new(1280, "ru", false), new(820, "ru", false), new(390, "en", false), new(390, "ru", false)];

    public bool IsPhone => Width < 768;
    public int Height => Width switch { 1280 => 800, 820 => 1180, _ => 844 };
    public string Theme => Dark ? "dark" : "light";

    public override string ToString() => $"{Width} {Language} {Theme}";
}

/// <summary>Something wrong on a page. Kinds are those of <see cref="ScreenKinds"/>.</summary>
internal sealed record ScreenFinding(string Kind, string Page, string Look, string What)
{
    public override string ToString() => $"{Page} [{Look}] {What}";
}

/// <summary>What is looked for on every page. The kinds of <see cref="Noted"/> are written down and fail nothing.</summary>
internal static class ScreenKinds
{
    public static readonly IReadOnlyDictionary<string, string> Failing = new Dictionary<string, string>
    {
        ["console"] = "errors in the browser's console",
        ["resource"] = "requests that failed",
        ["answer"] = "pages that answered otherwise than they should",
        ["waiting"] = "pages that never came to rest",
        ["sideways"] = "pages that scroll sideways",
        ["cut"] = "texts that are cut off",
        ["overlap"] = "controls that lie on each other",
        ["touch"] = "targets under 32 px on a phone",
        ["picture"] = "pictures without alt",
        ["key"] = "texts that show their key",
        ["english"] = "English on Russian pages",
        ["document"] = "documents without language, title or heading, or in the wrong theme",
        ["axe"] = "what axe calls serious or critical",
    };

    public static readonly IReadOnlyDictionary<string, string> Noted = new Dictionary<string, string>
    {
        ["touch40"] = "targets under 40 px on a phone",
        ["note"] = "headings",
        ["axe-minor"] = "what axe calls minor, moderate or best practice",
    };
}
