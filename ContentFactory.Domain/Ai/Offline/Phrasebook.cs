namespace ContentFactory.Domain.Ai.Offline;

/// <summary>
/// Sentences of one language. {k} topic, {t} headline, {f} a fact inside a sentence, {c} company, {n} number of facts with its noun; [a|b] is the form for ты|вы.
/// Names stand only where they need no inflection.
/// </summary>
internal sealed record Phrasebook(
    IReadOnlyDictionary<HookKind, string[]> NewsHooks, IReadOnlyDictionary<HookKind, string[]> AdviceHooks, string[] LeadIns, string[] Closings, string[] WarmClosings, string[] NewsQuestions, string[] AdviceQuestions, string[] Titles,
    string Source, string Sources, string[] VideoIdeas, string[] Shots, string Caption, string Voice, string LastShot, string[] ScriptOwnEnds,
    string[] ImagePrompts, string ImageDetails, string VideoPrompt, string VideoScene, string VideoEnd, string Seconds)
{
    public static Phrasebook Of(string language) => language == "ru" ? PhrasebookRu.Book : PhrasebookEn.Book;
}
