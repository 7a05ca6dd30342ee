using System.Globalization;
using System.Reflection;
using System.Text;
using ContentFactory.Domain.Platforms;

namespace ContentFactory.Tests.Platforms;

/// <summary>docs/platforms.md: what each connector declares, the tests that hold it to it by their names, and what no document confirmed.</summary>
internal static class PlatformDocument
{
    public const string Path = "docs/platforms.md";
    public const string Remake = $"PLATFORMS_TO={Path} ./test PlatformDocument";

    private const string Assumed = "Unconfirmed_";

    /// <summary>A video as it goes out where nobody chooses what it becomes.</summary>
    private static readonly OutgoingPost Film = new("", [new(MediaKind.Video, "a.mp4", "video/mp4", 1000, 1080, 1920, null, _ => Task.FromResult(Stream.Null))]);

    /// <summary>What is proven, with the endings of the classes that prove it.</summary>
    private static readonly (string Capability, string[] Endings)[] Capabilities =
    [
        ("Publishing", ["Publish", "Parts", "Chain", "Engine", "Metadata", "Buttons", "Pin", "Cover", "Comment"]), ("Never twice, never lost", ["LostReply", "LostAnswer", "Death", "Broken", "Feed"]),
        ("Errors with a remedy", ["Error", "Errors", "Refusal"]), ("Limits and bad input", ["Rules", "Input", "Length", "Handle", "Secret"]),
        ("Account, tokens, numbers", ["Connection", "SignIn", "Token", "Account", "Setup", "Metrics", "Reading", "Removal", "Usage"]), ("Sandbox", ["Sandbox", "SandboxPublishing", "SandboxReply"]),
    ];

    /// <summary>Folder and key of each, in the order to show.</summary>
    private static readonly (string Name, string Key)[] Networks =
    [
        ("Telegram", "telegram"), ("Instagram", "instagram"), ("Facebook", "facebook"), ("Threads", "threads"), ("YouTube", "youtube"), ("TikTok", "tiktok"), ("X", "x"), ("LinkedIn", "linkedin"), ("Discord", "discord"),
    ];

    public static string Text(IEnumerable<IPlatform> platforms)
    {
        var text = new StringBuilder();
        text.AppendLine("# What each connector declares and what proves it");
        text.AppendLine(CultureInfo.InvariantCulture, $"Made from the code and its tests: `{Remake}`; a test fails when it is not what they say. All named tests run with every `./test`. What each publishes and where its limits come from: [overview](platforms/overview.md).").AppendLine();
        Declared(text, platforms.ToDictionary(p => p.Key));
        Proven(text);
        Unconfirmed(text);
        foreach (var (name, _) in Networks)
            Named(text, name);
        return text.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>Cells without a test.</summary>
    public static IEnumerable<string> Unproven() =>
        from network in Networks
        from capability in Capabilities
        where !ClassesOf(network.Name, capability.Endings).Any()
        select $"{network.Name}: {capability.Capability}";

    private static void Declared(StringBuilder text, Dictionary<string, IPlatform> platforms)
    {
        text.AppendLine("## Declared").AppendLine("| platform | text | under media | files | messages of a long text | can become | choices | connected by | renews tokens | deletes | first comment | cover of a video |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var (name, key) in Networks)
        {
            var (platform, limits) = (platforms[key], platforms[key].Limits);
            var ways = platform.SignIns.Select(s => $"sign-in `{s.Key}`").Concat(platform.Entries.Select(e => e.Key)).DefaultIfEmpty("bot token");
            string[] cells =
            [
                name, Number(limits.TextLength), Number(limits.CaptionLength), Number(limits.MediaCount), Number(limits.MostParts), string.Join(", ", platform.Kinds).ToLowerInvariant(),
                string.Join(", ", platform.Options.Select(o => $"`{o.Key}`")), string.Join(", ", ways), platform.Refreshes ? "yes" : "no", platform.Deletes ? "yes" : "no", platform.Comments ? Number(platform.CommentLength) : "no",
                platform.CoverOf(Film) is { } cover ? string.Create(CultureInfo.InvariantCulture, $"{cover.Formats}, {cover.Megabytes} MB") : "no",
            ];
            text.AppendLine(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells)} |");
        }
        text.AppendLine();
    }

    private static void Proven(StringBuilder text)
    {
        var everywhere = typeof(PlatformDocument).Assembly.GetTypes().Where(t => t.Namespace == "ContentFactory.Tests.Platforms.BadInput" && t.Name.EndsWith("Tests", StringComparison.Ordinal)).Select(t => $"`{t.Name}`").Order(StringComparer.Ordinal);
        text.AppendLine("## Proven by").AppendLine(CultureInfo.InvariantCulture, $"Bad input is tried on all nine by {string.Join(", ", everywhere)}.").AppendLine().AppendLine(CultureInfo.InvariantCulture, $"| platform | {string.Join(" | ", Capabilities.Select(c => c.Capability))} |");
        text.AppendLine(string.Concat(Enumerable.Repeat("|---", Capabilities.Length + 1)) + "|");
        foreach (var (name, _) in Networks)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", Capabilities.Select(c => string.Join(", ", ClassesOf(name, c.Endings).Select(t => $"`{t.Name}` ({TestsOf(t).Count()})"))))} |");
        text.AppendLine();
    }

    /// <summary>The assumptions that no document confirmed, as the tests name them.</summary>
    private static void Unconfirmed(StringBuilder text)
    {
        text.AppendLine("## Unconfirmed").AppendLine("Common practice that no document at hand confirmed; each has its test, which is to be corrected with the code when the network says otherwise. The pages of the networks say more.");
        foreach (var (name, _) in Networks)
        {
            var tests = typeof(PlatformDocument).Assembly.GetTypes().Where(t => t is { IsAbstract: false, Namespace: { } space } && space == $"ContentFactory.Tests.Platforms.{name}").OrderBy(t => t.Name)
                .SelectMany(TestsOf).Where(t => t.StartsWith(Assumed, StringComparison.Ordinal)).Distinct().ToList();
            if (tests.Count > 0)
                text.AppendLine(CultureInfo.InvariantCulture, $"- **{name}**: {string.Join("; ", tests.Select(t => t[Assumed.Length..].Replace('_', ' ')))}.");
        }
        text.AppendLine();
    }

    private static void Named(StringBuilder text, string name)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"## {name}");
        foreach (var (capability, endings) in Capabilities)
            foreach (var type in ClassesOf(name, endings))
                text.AppendLine(CultureInfo.InvariantCulture, $"- **{capability}**, `{type.Name}`: {string.Join("; ", TestsOf(type).Select(Sentence))}.");
        text.AppendLine();
    }

    private static IEnumerable<Type> ClassesOf(string network, string[] endings) =>
        from type in typeof(PlatformDocument).Assembly.GetTypes()
        where type is { IsAbstract: false, Namespace: { } space } && space.StartsWith("ContentFactory.Tests.Platforms.", StringComparison.Ordinal)
        from ending in endings
        where type.Name == $"{network}{ending}Tests" || (network == "Telegram" && ending.Length > "Sandbox".Length && type.Name == $"{ending}Tests")
        orderby type.Name
        select type;

    private static IEnumerable<string> TestsOf(Type type) => type.GetMethods(BindingFlags.Instance | BindingFlags.Public)
        .Where(m => m.GetCustomAttribute<FactAttribute>(inherit: true) is not null).Select(m => m.Name).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Unconfirmed tests keep their names, which the platform's page lists.</summary>
    private static string Sentence(string test) => test.StartsWith(Assumed, StringComparison.Ordinal) ? $"`{test}`" : test.Replace('_', ' ');

    private static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
