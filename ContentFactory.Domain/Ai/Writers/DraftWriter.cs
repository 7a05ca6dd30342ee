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
    /// <summary>Asks the default model, once more the one that stands in, and then says why there is no draft.</summary>
    public async Task<Result<Composition>> WriteAsync(CompositionRequest request, WritingOccasion occasion, CancellationToken ct = default)
    {
        actor.Demand(Permission.GenerateDrafts);
        if (request.Sources.Count == 0)
            return Problem.Invalid("Sources", "Ai.ComposerNoSources");
        Result<WritingPlan.Choice> choice;
        await using (var rows = await db.OpenAsync(ct))
            choice = await WritingPlan.MakeAsync(rows, shelf, occasion.CompanyId, AiRole.Copywriter, ct);
        if (!choice.Ok)
            return choice.Problem;
        return choice.Value.Plan is { } plan ? await AskAsync(plan, request, new AiPurpose(AiKind.Draft, AiRole.Copywriter, plan.Words.Version, occasion.CompanyId, occasion.PostId), ct) : OfflineComposer.Compose(request);
    }

    private async Task<Result<Composition>> AskAsync(WritingPlan plan, CompositionRequest request, AiPurpose purpose, CancellationToken ct)
    {
        var (tokens, cost, isUnpriced) = (0, 0m, false);
        Problem? problem = null;
        foreach (var offer in new[] { plan.First, plan.Second }.OfType<ModelOffer>())
        {
            var asked = await AskAsync(caller, offer, request, plan.Words.Text, plan.Temperature, purpose, ct);
            if (!asked.Ok)
                return problem ?? asked.Problem;
            (tokens, cost, isUnpriced) = (tokens + asked.Value.Tokens, cost + (asked.Value.Cost ?? 0), isUnpriced || asked.Value.Cost is null);
            if (asked.Value.Value is { } composed)
                return composed with { Tokens = tokens, Cost = isUnpriced ? null : cost };
            problem = ModelFaults.Said(asked.Value.Fault!.Value, offer, asked.Value.RetryAfter);
        }
        return problem!;
    }

    internal static Task<Result<Answered<Composition>>> AskAsync(
        ModelCaller caller, ModelOffer offer, CompositionRequest request, string role, decimal temperature, AiPurpose purpose, CancellationToken ct)
    {
        var prompt = DraftPrompt.Of(request, role, DraftPrompt.NewMark());
        return caller.AskAsync(
            new ModelQuestion(offer, prompt.System, prompt.User, DraftShape.Schema(request), temperature, purpose), answer => DraftReading.Read(request, prompt.Mark, offer.Model, answer), ct);
    }
}
