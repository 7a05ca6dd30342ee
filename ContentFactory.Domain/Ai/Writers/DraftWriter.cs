using System.Runtime.CompilerServices;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Ai.Makers;
using ContentFactory.Domain.Ai.Offline;
using ContentFactory.Domain.Ai.Roles;
using ContentFactory.Domain.Data;

namespace ContentFactory.Domain.Ai.Writers;

/// <summary>For whom something is written; stands on what it cost.</summary>
public sealed record WritingOccasion(Guid CompanyId, Guid? PostId = null);

/// <summary>The one door to whatever writes: a model where the installation has one, else the offline composer.</summary>
public sealed partial class DraftWriter(Db db, Actor actor, ModelShelf shelf, ModelCaller caller)
{
    /// <summary>Title and text come as they are written, the draft with the last piece: only that one has been looked at whole. Leaving the loop stops the model.</summary>
    public IAsyncEnumerable<DraftPiece> StreamAsync(CompositionRequest request, WritingOccasion occasion, CancellationToken ct = default)
    {
        actor.Demand(Permission.GenerateDrafts);
        return PiecesAsync(request, occasion, ct);
    }

    private async IAsyncEnumerable<DraftPiece> PiecesAsync(CompositionRequest request, WritingOccasion occasion, [EnumeratorCancellation] CancellationToken ct)
    {
        var planned = request.Sources.Count == 0 ? Problem.Invalid("Sources", "Ai.ComposerNoSources") : await PlanAsync(occasion, ct);
        if (!planned.Ok || planned.Value.Plan is not { } plan)
        {
            var offline = planned.Ok ? OfflineComposer.Compose(request) : planned.Problem;
            yield return new(null, offline.Ok ? offline.Value : null, offline.Problem);
            yield break;
        }
        var purpose = new AiPurpose(AiKind.Draft, AiRole.Copywriter, plan.Words.Version, occasion.CompanyId, occasion.PostId);
        var answer = new PartialJson(DraftShape.Title, DraftShape.Text);
        await foreach (var piece in AskAsync(plan, offer => Asked(offer, request, plan.Words.Text, plan.Temperature, purpose), ct))
        {
            if (piece.StartsOver)
                answer = new PartialJson(DraftShape.Title, DraftShape.Text);
            answer.Add(piece.Text);
            var words = new DraftWords(piece.Offer.Model, answer.Take(DraftShape.Title), answer.Take(DraftShape.Text), piece.StartsOver);
            if (piece.Done is not null || piece.Problem is not null)
                yield return new(null, piece.Done is { } done ? done with { Tokens = piece.Tokens, Cost = piece.Cost } : null, piece.Problem);
            else if (piece.Text.Length == 0 || words is not { Title: "", Text: "" })
                yield return new(words);
        }
    }

    private async Task<Result<WritingPlan.Choice>> PlanAsync(WritingOccasion occasion, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        return await WritingPlan.MakeAsync(rows, shelf, occasion.CompanyId, AiRole.Copywriter, ct);
    }

    /// <summary>One model's answer at once, for a trial.</summary>
    internal static Task<Result<Answered<Composition>>> AskAsync(
        ModelCaller caller, ModelOffer offer, CompositionRequest request, string role, decimal temperature, AiPurpose purpose, CancellationToken ct)
    {
        var (question, read) = Asked(offer, request, role, temperature, purpose);
        return caller.AskAsync(question, read, ct);
    }

    private static (ModelQuestion Question, Func<string, Reading<Composition>> Read) Asked(ModelOffer offer, CompositionRequest request, string role, decimal temperature, AiPurpose purpose)
    {
        var prompt = DraftPrompt.Of(request, role, DraftPrompt.NewMark());
        return (new ModelQuestion(offer, prompt.System, prompt.User, DraftShape.Schema(request), temperature, purpose), answer => DraftReading.Read(request, prompt.Mark, offer.Model, answer));
    }
}
