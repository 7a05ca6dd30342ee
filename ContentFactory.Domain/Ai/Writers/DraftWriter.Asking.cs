using System.Runtime.CompilerServices;
using ContentFactory.Domain.Ai.Makers;

namespace ContentFactory.Domain.Ai.Writers;

/// <summary>A piece of what a plan's models write; the last one carries the whole, or why there is none.</summary>
/// <param name="StartsOver">This model begins: what the one before wrote is void.</param>
/// <param name="Tokens">Over all calls.</param>
/// <param name="Cost">Over all calls; null where a model has no price.</param>
internal sealed record AskedPiece<T>(ModelOffer Offer, string Text, bool StartsOver = false, T? Done = null, int Tokens = 0, decimal? Cost = null, Problem? Problem = null) where T : class;

/// <summary>Asks the first model, once more the one that stands in, and then says why there is nothing.</summary>
public sealed partial class DraftWriter
{
    /// <summary>The first piece of each model is empty and says that it begins.</summary>
    private async IAsyncEnumerable<AskedPiece<T>> AskAsync<T>(
        WritingPlan plan, Func<ModelOffer, (ModelQuestion Question, Func<string, Reading<T>> Read)> ask, [EnumeratorCancellation] CancellationToken ct) where T : class
    {
        var (tokens, cost, isUnpriced) = (0, 0m, false);
        Problem? problem = null;
        foreach (var offer in new[] { plan.First, plan.Second }.OfType<ModelOffer>())
        {
            yield return new(offer, "", StartsOver: problem is not null);
            var (question, read) = ask(offer);
            Result<Answered<T>>? asked = null;
            await foreach (var piece in caller.StreamAsync(question, read, ct))
                if ((asked = piece.Answer) is null)
                    yield return new(offer, piece.Text);
            if (!asked!.Ok)
            {
                yield return new(offer, "", Problem: problem ?? asked.Problem);
                yield break;
            }
            var answer = asked.Value;
            (tokens, cost, isUnpriced) = (tokens + answer.Tokens, cost + (answer.Cost ?? 0), isUnpriced || answer.Cost is null);
            if (answer.Value is { } done)
            {
                yield return new(offer, "", Done: done, Tokens: tokens, Cost: isUnpriced ? null : cost);
                yield break;
            }
            problem = ModelFaults.Said(answer.Fault!.Value, offer, answer.RetryAfter);
        }
        yield return new(plan.Second ?? plan.First, "", Problem: problem);
    }
}
