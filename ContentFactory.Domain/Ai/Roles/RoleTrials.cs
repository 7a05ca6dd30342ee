using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Ai.Makers;
using ContentFactory.Domain.Ai.Offline;
using ContentFactory.Domain.Ai.Writers;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Ai.Roles;

/// <summary>What both sides get.</summary>
public sealed record TrialInput(Guid CompanyId, AiRole Role, string Title, string Text, string Language);

/// <param name="Model">Null is the offline composer.</param>
/// <param name="Version">Of the role's text; null is the one in force.</param>
public sealed record TrialSide(string? Model, int? Version);

/// <param name="Text">What came out, as it would be read.</param>
/// <param name="Cost">Null where the model has no price; nothing for the offline composer.</param>
public sealed record TrialOutcome(string? Text, Problem? Problem, string By, int Version, int Tokens, decimal? Cost, TimeSpan Took);

/// <summary>The test bench: one input, said to one role and model. Nothing is kept of it but the row in the log.</summary>
public sealed class RoleTrials(Db db, Actor actor, ModelShelf shelf, ModelCaller caller, TimeProvider clock)
{
    public const int LongestText = 20_000;
    private const int TextLimit = 1_000;

    /// <summary>The models that can be tried.</summary>
    public IReadOnlyList<string> Models()
    {
        actor.Demand(Permission.ViewAiRoles);
        return [.. shelf.All.Select(o => o.Model)];
    }

    public async Task<Result<TrialOutcome>> RunAsync(TrialInput input, TrialSide side, CancellationToken ct)
    {
        actor.Demand(Permission.TryAiRoles);
        if (string.IsNullOrWhiteSpace(input.Text))
            return Problem.Invalid(nameof(TrialInput.Text), "Ai.TrialTextMissing");
        if (input.Text.Length > LongestText)
            return Problem.Invalid(nameof(TrialInput.Text), "Ai.TrialTextLong", LongestText, input.Text.Length);
        Company? company;
        RoleWords? words;
        await using (var rows = await db.OpenAsync(ct))
        {
            company = await rows.Companies.AsNoTracking().Include(c => c.Voice).SingleOrDefaultAsync(c => c.Id == input.CompanyId, ct);
            words = await RoleBook.WordsAsync(rows, input.Role, side.Version, ct);
        }
        if (company is null || words is null)
            return Problem.NotFound(company is null ? "Access.NotFound" : "Ai.RoleVersionGone");
        var request = Request(input, company);
        if (string.IsNullOrEmpty(side.Model))
            return input.Role is AiRole.Copywriter ? Compose(request) : Problem.Invalid("Model", "Ai.TrialOfflineRole");
        if (shelf.Find(side.Model) is not { } offer)
            return Problem.Invalid("Model", "Ai.ModelNotOffered", side.Model);
        return await AskAsync(offer, request, words, input, ct);
    }

    private TrialOutcome Compose(CompositionRequest request)
    {
        var began = clock.GetTimestamp();
        var composed = OfflineComposer.Compose(request);
        return new TrialOutcome(composed.Ok ? Shown(composed.Value) : null, composed.Problem, "", 0, 0, 0, clock.GetElapsedTime(began));
    }

    private async Task<Result<TrialOutcome>> AskAsync(ModelOffer offer, CompositionRequest request, RoleWords words, TrialInput input, CancellationToken ct)
    {
        var purpose = new AiPurpose(AiKind.Trial, input.Role, words.Version, input.CompanyId, null);
        const decimal temperature = 0.7m;
        if (input.Role is not AiRole.Copywriter)
            return Outcome(await caller.AskAsync(PlainQuestion(offer, request, words, temperature, purpose), text => new Reading<string>(AnswerText.Clean(text, request.Voice.Emoji), null), ct), t => t, offer, words);
        return Outcome(await DraftWriter.AskAsync(caller, offer, request, words.Text, temperature, purpose, ct), Shown, offer, words);
    }

    private static ModelQuestion PlainQuestion(ModelOffer offer, CompositionRequest request, RoleWords words, decimal temperature, AiPurpose purpose)
    {
        var mark = DraftPrompt.NewMark();
        var language = request.Language == "ru" ? "Russian" : "English";
        return new(offer, $"{words.Text.Trim()}\n\n{DraftPrompt.Rules(mark)}\n- Answer in {language}, as plain text.", $"Do what your role asks with this material.\n\n{DraftPrompt.Fenced(request.Sources, mark)}", null, temperature, purpose);
    }

    private static Result<TrialOutcome> Outcome<T>(Result<Answered<T>> asked, Func<T, string> shown, ModelOffer offer, RoleWords words) where T : class
    {
        if (!asked.Ok)
            return asked.Problem;
        var answer = asked.Value;
        return new TrialOutcome(
            answer.Value is { } value ? shown(value) : null, answer.Fault is { } fault ? ModelFaults.Said(fault, offer, answer.RetryAfter) : null, offer.Model, words.Version, answer.Tokens, answer.Cost, answer.Took);
    }

    private static CompositionRequest Request(TrialInput input, Company company) => new(
        input.Language is "en" ? "en" : "ru", [new SourceText(PlainText.Line(input.Title), PlainText.Clean(input.Text), null, null, null)], [],
        BrandVoice.Of(company.Voice), company.Name, null, TextLimit, 1);

    private static string Shown(Composition composed) => $"{composed.Title}\n\n{composed.Text}\n\n{string.Join(' ', composed.Hashtags)}".Trim();
}
