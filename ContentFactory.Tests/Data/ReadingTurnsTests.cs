using ContentFactory.Domain.Data;

namespace ContentFactory.Tests.Data;

public sealed class ReadingTurnsTests
{
    [Fact]
    public async Task A_thousand_pages_read_some_at_a_time_and_all_in_the_end()
    {
        using var turns = new ReadingTurns();
        var (now, most, all) = (0, 0, 0);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var reading = Enumerable.Range(0, 1_000).Select(_ => turns.TakeAsync(async () =>
        {
            var together = Interlocked.Increment(ref now);
            InterlockedMax(ref most, together);
            await gate.Task;
            await Task.Yield();
            Interlocked.Decrement(ref now);
            Interlocked.Increment(ref all);
        }, CancellationToken.None)).ToList();
        Assert.Equal(ReadingTurns.AtOnce, now);
        gate.SetResult();
        await Task.WhenAll(reading);

        Assert.Equal((ReadingTurns.AtOnce, 1_000), (most, all));
    }

    [Fact]
    public async Task A_page_that_left_takes_no_turn_and_one_that_fails_gives_its_turn_back()
    {
        using var turns = new ReadingTurns();
        using var left = new CancellationTokenSource();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var busy = Enumerable.Range(0, ReadingTurns.AtOnce).Select(_ => turns.TakeAsync(() => gate.Task, CancellationToken.None)).ToList();
        var read = 0;

        var gone = turns.TakeAsync(() => { read++; return Task.CompletedTask; }, left.Token);
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        gate.SetException(new InvalidOperationException("unreadable"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.WhenAll(busy));
        await Task.WhenAll(Enumerable.Range(0, ReadingTurns.AtOnce).Select(_ => turns.TakeAsync(() => { read++; return Task.CompletedTask; }, CancellationToken.None)));

        Assert.Equal(ReadingTurns.AtOnce, read);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, seen);
    }
}
