using System.Xml.Linq;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Rules;

/// <summary>The texts of one folder: English in Texts.resx, Russian in Texts.ru.resx.</summary>
internal sealed record TextPair(string Name, IReadOnlyDictionary<string, string> English, IReadOnlyDictionary<string, string> Russian)
{
    public static readonly string[] PluralForms = ["one", "few", "many", "other"];

    public static IEnumerable<TextPair> All() =>
        new[] { SourceTree.Domain, SourceTree.Web }.SelectMany(project => SourceTree.Files(project, "Texts*.resx"))
            .Select(file => Path.GetDirectoryName(file)!).Distinct().Select(In);

    public static TextPair In(string folder) =>
        new(SourceTree.Name(folder), Read(Path.Combine(folder, "Texts.resx")), Read(Path.Combine(folder, "Texts.ru.resx")));

    /// <summary>True when the key names a text, or a counted one in all forms that English needs.</summary>
    public bool Has(string key, bool counted) => counted ? Required("en").All(form => English.ContainsKey($"{key}_{form}")) : English.ContainsKey(key);

    /// <summary>The forms that a counted text must have in this language.</summary>
    public static string[] Required(string language) => language == "ru" ? ["one", "few", "many"] : ["one", "other"];

    /// <summary>"Posts" for Posts_few, null for a key that does not end in a plural form.</summary>
    public static string? CountedStem(string key) =>
        key.LastIndexOf('_') is var at and > 0 && PluralForms.Contains(key[(at + 1)..]) ? key[..at] : null;

    private static Dictionary<string, string> Read(string file) =>
        !File.Exists(file) ? [] : XDocument.Load(file).Root!.Elements("data")
            .ToDictionary(entry => entry.Attribute("name")!.Value, entry => entry.Element("value")?.Value ?? "");
}
