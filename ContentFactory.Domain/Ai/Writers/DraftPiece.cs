namespace ContentFactory.Domain.Ai.Writers;

/// <summary>What a model has just added to a draft. A preview: nobody has looked at the whole yet.</summary>
/// <param name="StartsOver">This model begins anew: what another one wrote before is void.</param>
public sealed record DraftWords(string Model, string Title, string Text, bool StartsOver = false);

/// <summary>A piece of a draft that is being written: words, and at the end the whole or why there is none.</summary>
public sealed record DraftPiece(DraftWords? Words, Composition? Done = null, Problem? Problem = null);
