namespace ContentFactory.Domain.Ai.Writers;

public enum RewriteAction { Shorter, Longer, Tone, Translate }

public enum RewriteTone { Calmer, Friendlier, Formal, Bolder }

/// <param name="Language">Of the text, "ru" or "en"; of a translation, what it is translated into.</param>
public sealed record RewriteRequest(string Text, RewriteAction Action, string Language, RewriteTone Tone = RewriteTone.Calmer)
{
    public const int LongestText = 20_000;
}

/// <param name="MadeBy">The model, or "offline composer".</param>
/// <param name="Cost">Over all calls; null where a model has no price.</param>
public sealed record Rewritten(string Text, string MadeBy, int Tokens, decimal? Cost);

/// <summary>A piece of a text that is being written. The last one carries the whole, or why there is none.</summary>
/// <param name="StartsOver">Another model begins anew: what came before is void.</param>
public sealed record RewritePiece(string Text, bool StartsOver = false, Rewritten? Done = null, Problem? Problem = null);
