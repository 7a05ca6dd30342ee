using ContentFactory.Domain.Ai;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Ai.Evaluation;

/// <summary>A found text as it might come from a feed, a page or a social network; all of them are made up.</summary>
internal sealed record EvaluationItem(string Language, string Kind, IReadOnlyList<string> Keywords, SourceText Source)
{
    private static readonly string Folder = Path.Combine(SourceTree.Root, "ContentFactory.Tests", "Ai", "Evaluation");

    public static readonly IReadOnlyList<EvaluationItem> All = [.. Read("ru"), .. Read("en")];

    public string Name => $"{Kind} ({Language})";

    // a block is "### kind | site | keywords | title" and the text below
    private static IEnumerable<EvaluationItem> Read(string language) =>
        from block in File.ReadAllText(Path.Combine(Folder, $"items.{language}.txt")).Split("### ").Skip(1)
        let line = block.IndexOf('\n', StringComparison.Ordinal)
        let head = block[..line].Split('|', 4, StringSplitOptions.TrimEntries)
        select new EvaluationItem(language, head[0], head[2].Split(", "), new SourceText(head[3], block[line..], head[1], new Uri($"https://{head[1]}/{head[0]}"), null));
}
