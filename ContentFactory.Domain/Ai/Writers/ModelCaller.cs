using System.Text;
using System.Text.Json;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Ai.Makers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Ai.Writers;

/// <param name="Schema">What the answer looks like; null for a plain text.</param>
internal sealed record ModelQuestion(ModelOffer Offer, string System, string User, JsonElement? Schema, decimal Temperature, AiPurpose Purpose)
{
    /// <summary>Room for a draft with nine variants, and for the thoughts before it.</summary>
    public int MostTokens { get; init; } = 8_000;

    /// <summary>Rather too many: a token is hardly ever shorter than this, in either language.</summary>
    public int TokensIn => ((Encoding.UTF8.GetByteCount(System) + Encoding.UTF8.GetByteCount(User) + (Schema?.GetRawText().Length ?? 0)) * 2 / 5) + 200;
}

/// <summary>What was made of an answer's text, or why nothing was.</summary>
/// <param name="Why">What the reading stumbled over, where that was not foreseen.</param>
internal readonly record struct Reading<T>(T? Value, AiFault? Fault, Exception? Why = null);

/// <summary>What one call came to, answered or not.</summary>
internal sealed record Answered<T>(T? Value, AiFault? Fault, int Tokens, decimal? Cost, TimeSpan Took, TimeSpan? RetryAfter);

/// <summary>One question to one model: the row before it, the call, what became of it. Repeats nothing.</summary>
public sealed partial class ModelCaller(AiLedger ledger, ModelShelf shelf, IOptions<AiOptions> options, TimeProvider clock, ILogger<ModelCaller> log)
{
    internal async Task<Result<Answered<T>>> AskAsync<T>(ModelQuestion question, Func<string, Reading<T>> read, CancellationToken ct) where T : class
    {
        var opened = await ledger.OpenAsync(question.Purpose, question.Offer, question.TokensIn, question.MostTokens, ct);
        if (!opened.Ok)
            return opened.Problem;
        var (notes, began) = (CallNotes.Begin(), clock.GetTimestamp());
        using var limit = new CancellationTokenSource(options.Value.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        ChatResponse response;
        try
        {
            using var client = shelf.Client(question.Offer);
            response = await client.GetResponseAsync(Messages(question), Options(question), either.Token);
        }
        catch (Exception e)
        {
            var fault = ModelFaults.Of(e, notes, ct, limit.Token);
            var failed = await SettleAsync(opened.Value, fault, notes, clock.GetElapsedTime(began));
            Tell(question, fault, e);
            ct.ThrowIfCancellationRequested();
            return new Answered<T>(null, fault, 0, failed, clock.GetElapsedTime(began), notes.RetryAfter);
        }
        var reading = Read(response, read);
        var usage = UsageOf(response.Usage);
        var took = clock.GetElapsedTime(began);
        var outcome = reading.Fault is not null ? AiOutcome.Failed : AiOutcome.Done;
        var cost = await ledger.SettleAsync(opened.Value, new Settlement(outcome, reading.Fault, took, usage, MayCost: true));
        if (reading.Fault is { } useless)
            Tell(question, useless, reading.Why);
        return new Answered<T>(reading.Value, reading.Fault, usage?.Sum ?? 0, cost, took, null);
    }

    internal static List<ChatMessage> Messages(ModelQuestion question) => [new(ChatRole.System, question.System), new(ChatRole.User, question.User)];

    internal static ChatOptions Options(ModelQuestion question) => new()
    {
        MaxOutputTokens = question.MostTokens,
        Temperature = question.Offer.Temperature(question.Temperature),
        Reasoning = question.Offer.Thinks ? new ReasoningOptions { Effort = ReasoningEffort.Low } : null,
        ResponseFormat = question.Schema is { } schema ? ChatResponseFormat.ForJsonSchema(schema, "answer") : null,
    };

    internal static TokenUse? UsageOf(UsageDetails? usage) => usage is { InputTokenCount: { } input, OutputTokenCount: { } output }
        ? new((int)input, (int)(usage.CachedInputTokenCount ?? 0), (int)output) : null;

    /// <summary>That nothing was charged is certain only where the maker refused, or was never reached.</summary>
    internal Task<decimal?> SettleAsync(OpenRequest open, AiFault fault, CallNotes notes, TimeSpan took, TokenUse? usage = null)
    {
        var isFree = notes.WasNotReached || notes.Status >= 400;
        return ledger.SettleAsync(open, new Settlement(isFree || usage is not null ? AiOutcome.Failed : AiOutcome.Unknown, fault, took, usage, MayCost: !isFree));
    }

    /// <summary>No message of the exception: makers quote requests and parts of keys in theirs.</summary>
    internal void Tell(ModelQuestion question, AiFault fault, Exception? e) =>
        log.LogWarning("{Maker} {Model} gave no usable answer: {Fault} {Exception}", question.Offer.Maker, question.Offer.Model, fault, e?.GetType().Name);

    private static Reading<T> Read<T>(ChatResponse response, Func<string, Reading<T>> read) where T : class
    {
        if (response.FinishReason == ChatFinishReason.ContentFilter)
            return new(null, AiFault.Refused);
        if (response.FinishReason == ChatFinishReason.Length)
            return new(null, AiFault.CutOff);
        if (string.IsNullOrWhiteSpace(response.Text))
            return new(null, AiFault.Empty);
        try
        {
            return read(response.Text);
        }
        catch (Exception e)
        {
            // whatever a model thought up: the row must not be left open for it
            return new(null, AiFault.Malformed, e);
        }
    }
}
