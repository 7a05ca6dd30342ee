using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Ai.Offline;

namespace ContentFactory.Domain.Ai.Writers;

/// <summary>Looks at a rewritten text as a whole.</summary>
internal static class RewriteReading
{
    public static Reading<string> Read(RewriteRequest request, BrandVoice voice, string mark, string answer)
    {
        // what stood in the text may stay in it, and so may its pictures
        var own = request.Text.EnumerateRunes().Select(r => r.ToString());
        var text = AnswerText.Clean(AnswerText.Unfenced(answer), [.. voice.Emoji, .. own]);
        return Fault(request, voice, mark, text) is { } fault ? new(null, fault) : new(text, null);
    }

    private static AiFault? Fault(RewriteRequest request, BrandVoice voice, string mark, string text)
    {
        var avoided = new AvoidedWords(voice);
        return text switch
        {
            { Length: 0 } => AiFault.Empty,
            _ when text.Contains(mark, StringComparison.OrdinalIgnoreCase) => AiFault.Leaked,
            _ when AnswerText.ForeignAddress([text], AnswerText.Addresses([request.Text])) => AiFault.ForeignAddress,
            _ when avoided.Has(text) && !avoided.Has(request.Text) => AiFault.AvoidedWord,
            _ when text.Length > RewriteRequest.LongestText || (request.Action is RewriteAction.Shorter && text.Length >= request.Text.Trim().Length) => AiFault.TooLong,
            _ => AnswerText.IsIn(request.Language, text) ? null : AiFault.WrongLanguage,
        };
    }
}
