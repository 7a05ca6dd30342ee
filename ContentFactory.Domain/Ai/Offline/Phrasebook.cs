namespace ContentFactory.Domain.Ai.Offline;

internal enum PostForm { News, Tip, List, Question }

/// <summary>
/// Sentences of one language. {k} topic, {t} headline, {c} company, {n} number of facts; [a|b] is the form for ты|вы.
/// Names stand only where they need no inflection.
/// </summary>
internal sealed record Phrasebook(
    IReadOnlyDictionary<PostForm, string[]> Hooks, string[] LeadIns, string[] Bridges, string[] WarmBridges, string[] Questions, string[] Titles,
    string Source, string Sources, string[] VideoIdeas, string ScriptHook, string ScriptFact, string ScriptEnd, string ScriptOwnEnd, string ImagePrompt, string ImageDetails)
{
    public static Phrasebook Of(string language) => language == "ru" ? PhrasebookRu.Book : PhrasebookEn.Book;
}
