using System.Runtime.CompilerServices;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Ai.Makers;
using Microsoft.Extensions.AI;

namespace ContentFactory.Domain.Ai.Writers;

/// <summary>A piece of an answer; the last one says what the whole came to.</summary>
internal sealed record StreamedPiece<T>(string Text, Result<Answered<T>>? Answer) where T : class;

public sealed partial class ModelCaller
{
    /// <summary>The same piece by piece. Whoever stops reading stops the model, and the row says so.</summary>
    internal async IAsyncEnumerable<StreamedPiece<T>> StreamAsync<T>(ModelQuestion question, Func<string, Reading<T>> read, [EnumeratorCancellation] CancellationToken ct) where T : class
    {
        var opened = await ledger.OpenAsync(question.Purpose, question.Offer, question.TokensIn, question.MostTokens, ct);
        if (!opened.Ok)
        {
            yield return new("", (Result<Answered<T>>)opened.Problem);
            yield break;
        }
        var began = clock.GetTimestamp();
        using var limit = new CancellationTokenSource(options.Value.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        using var client = shelf.Client(question.Offer);
        var updates = new List<ChatResponseUpdate>();
        var notes = CallNotes.Begin();
        Exception? failed = null;
        var isSettled = false;
        var stream = client.GetStreamingResponseAsync(Messages(question), Options(question), either.Token).GetAsyncEnumerator(either.Token);
        try
        {
            while (true)
            {
                // an async method gives its caller's flow back as it was
                notes.Resume();
                try
                {
                    if (!await stream.MoveNextAsync())
                        break;
                }
                catch (Exception e)
                {
                    failed = e;
                    break;
                }
                updates.Add(stream.Current);
                if (stream.Current.Text is { Length: > 0 } text)
                    yield return new(text, null);
            }
            isSettled = true;
            yield return new("", await EndAsync(question, opened.Value, updates, failed, notes, read, clock.GetElapsedTime(began), ct, limit.Token));
        }
        finally
        {
            await CloseAsync(stream);
            if (!isSettled)
                await SettleAsync(opened.Value, AiFault.Cancelled, notes, clock.GetElapsedTime(began));
        }
    }

    private async Task<Result<Answered<T>>> EndAsync<T>(
        ModelQuestion question, OpenRequest open, List<ChatResponseUpdate> updates, Exception? failed, CallNotes notes, Func<string, Reading<T>> read, TimeSpan took, CancellationToken leaving, CancellationToken limit) where T : class
    {
        var response = updates.ToChatResponse();
        // a stream that ends without its reason was cut on its way
        var fault = failed is not null ? ModelFaults.Of(failed, notes, leaving, limit) : response.FinishReason is null ? AiFault.Broken : (AiFault?)null;
        if (fault is { } broken)
        {
            // what a broken stream has counted so far is less than it came to
            var cost = await SettleAsync(open, broken, notes, took);
            Tell(question, broken, failed);
            leaving.ThrowIfCancellationRequested();
            return new Answered<T>(null, broken, 0, cost, took, notes.RetryAfter);
        }
        var reading = Read(response, read);
        var usage = UsageOf(response.Usage);
        var paid = await ledger.SettleAsync(open, new Settlement(reading.Fault is null ? AiOutcome.Done : AiOutcome.Failed, reading.Fault, took, usage, MayCost: true));
        if (reading.Fault is { } useless)
            Tell(question, useless, reading.Why);
        return new Answered<T>(reading.Value, reading.Fault, usage?.Sum ?? 0, paid, took, null);
    }

    private static async Task CloseAsync(IAsyncEnumerator<ChatResponseUpdate> stream)
    {
        try
        {
            await stream.DisposeAsync();
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException or ObjectDisposedException or NotSupportedException)
        {
            // the connection is gone, which is what closing it is for
        }
    }
}
