namespace ContentFactory.Domain.Ai.Writers;

/// <summary>Says to a model how a text is to be changed.</summary>
internal static class RewritePrompt
{
    public static Prompt Of(RewriteRequest request, BrandVoice voice, string role, string mark) => new($"""
        {role.Trim()}

        {DraftPrompt.Rules(mark)}

        The answer is the new text and nothing else: no greeting, no explanation, no quotation marks around it. It is in {(request.Language == "ru" ? "Russian" : "English")}. Keep paragraphs, hashtags and addresses as they are.
        Words of the list "never" do not appear in any inflection.
        """, $"""
        Task:
        {DraftPrompt.Said(new { Do = Wish(request), voice.FormOfAddress, Never = voice.Avoid.Take(60), Prefer = voice.Preferred.Take(60), OnlyTheseEmoji = voice.Emoji.Take(60) })}

        {DraftPrompt.Fenced([new SourceText("", request.Text, null, null, null)], mark)}
        """, mark);

    private static string Wish(RewriteRequest request) => request.Action switch
    {
        RewriteAction.Shorter => "Make it about a third shorter. Nothing new.",
        RewriteAction.Longer => "Make it about half as long again: say more plainly what is there, in more steps. No new facts, names or figures.",
        RewriteAction.Translate => "Translate it. Names stay as readers of the language know them.",
        RewriteAction.Tone => request.Tone switch
        {
            RewriteTone.Calmer => "Make it calmer: no exclamation marks, no superlatives, no urgency.",
            RewriteTone.Friendlier => "Make it friendlier and warmer, as one speaks to somebody one knows.",
            RewriteTone.Formal => "Make it formal and matter-of-fact, as in a letter to a business.",
            RewriteTone.Bolder => "Make it bolder: shorter sentences, a clear opinion, no hedging.",
        },
    };
}
