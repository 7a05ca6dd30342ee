using System.Runtime.CompilerServices;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Ai.Makers;
using ContentFactory.Domain.Ai.Roles;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Ai.Writers;

/// <summary>Changes texts that stand already: in one answer, or piece by piece while it is written.</summary>
public sealed partial class DraftWriter
{
    public async Task<Result<Rewritten>> RewriteAsync(RewriteRequest request, WritingOccasion occasion, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        await foreach (var piece in PiecesAsync(request, occasion, ct))
            if (piece.Problem is { } problem)
                return problem;
            else if (piece.Done is { } done)
                return done;
        throw new InvalidOperationException("A rewriting ended without an outcome.");
    }

    /// <summary>What comes is a preview until the last piece: only that one has been looked at whole. Leaving the loop stops the model.</summary>
    public IAsyncEnumerable<RewritePiece> StreamAsync(RewriteRequest request, WritingOccasion occasion, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        return PiecesAsync(request, occasion, ct);
    }

    /// <summary>Whether a model is there for what the offline composer cannot do.</summary>
    public bool HasModel()
    {
        actor.Demand(Permission.ViewPosts);
        return shelf.All.Count > 0;
    }

    private async IAsyncEnumerable<RewritePiece> PiecesAsync(RewriteRequest request, WritingOccasion occasion, [EnumeratorCancellation] CancellationToken ct)
    {
        if (Fault(request) is { } fault)
        {
            yield return new("", Problem: fault);
            yield break;
        }
        var (choice, voice) = await PlanAsync(occasion.CompanyId, ct);
        if (!choice.Ok || choice.Value.Plan is not { } plan)
        {
            var offline = choice.Ok ? OfflineRewriting.Rewrite(request) : choice.Problem;
            yield return offline.Ok ? new(offline.Value.Text, Done: offline.Value) : new("", Problem: offline.Problem);
            yield break;
        }
        var purpose = new AiPurpose(AiKind.Rewrite, AiRole.Adapter, plan.Words.Version, occasion.CompanyId, occasion.PostId);
        await foreach (var piece in AskAsync(plan, offer => Asked(offer, request, voice, plan, purpose), ct))
            if (piece.Problem is not null || piece.Done is not null)
                yield return new("", Done: piece.Done is { } text ? new Rewritten(text, piece.Offer.Model, piece.Tokens, piece.Cost) : null, Problem: piece.Problem);
            else if (piece.Text.Length > 0 || piece.StartsOver)
                yield return new(piece.Text, piece.StartsOver);
    }

    private static (ModelQuestion Question, Func<string, Reading<string>> Read) Asked(ModelOffer offer, RewriteRequest request, BrandVoice voice, WritingPlan plan, AiPurpose purpose)
    {
        var prompt = RewritePrompt.Of(request, voice, plan.Words.Text, DraftPrompt.NewMark());
        return (new ModelQuestion(offer, prompt.System, prompt.User, null, plan.Temperature, purpose), text => RewriteReading.Read(request, voice, prompt.Mark, text));
    }

    private static Problem? Fault(RewriteRequest request) =>
        string.IsNullOrWhiteSpace(request.Text) ? Problem.Invalid("Text", "Ai.RewriteTextMissing")
        : request.Text.Length > RewriteRequest.LongestText ? Problem.Invalid("Text", "Ai.TrialTextLong", RewriteRequest.LongestText, request.Text.Length) : null;

    private async Task<(Result<WritingPlan.Choice> Choice, BrandVoice Voice)> PlanAsync(Guid companyId, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        var card = await rows.BrandVoices.AsNoTracking().SingleOrDefaultAsync(v => v.CompanyId == companyId, ct);
        return (await WritingPlan.MakeAsync(rows, shelf, companyId, AiRole.Adapter, ct), card is null ? BrandVoice.Plain("ru") : BrandVoice.Of(card));
    }
}
