using System.Text.Json;

namespace ContentFactory.Domain.LongWork;

/// <summary>What a task has reached.</summary>
internal sealed record Reached(int Done, int? Total, LongText? Step);

/// <summary>How work tells where it is. <see cref="Report"/> as often as it likes: at most four times a second is written and shown.</summary>
public sealed class LongProgress
{
    private readonly Func<Reached, string, Task> save;
    private readonly string? cursor;
    private volatile Reached reached;

    internal LongProgress(string? cursor, Reached reached, Func<Reached, string, Task> save) => (this.cursor, this.reached, this.save) = (cursor, reached, save);

    internal Reached Reached => reached;

    /// <summary>Somebody cancelled the task. Where this is false and the token fires, the work goes on elsewhere from its cursor.</summary>
    public bool IsCancelled { get; internal set; }

    /// <summary>What was saved before this run began; null the first time.</summary>
    public T? Cursor<T>() where T : class => cursor is null ? null : JsonSerializer.Deserialize<T>(cursor);

    /// <param name="total">Null while it is not known: the bar then shows only that work goes on.</param>
    /// <param name="step">What is being done now.</param>
    public void Report(int done, int? total, LongText? step = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(done);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(done, total ?? int.MaxValue);
        reached = new(done, total, step ?? reached.Step);
    }

    /// <summary>Keeps the place to go on from, with the progress reported last, before it returns.</summary>
    /// <exception cref="OperationCanceledException">Another node has the task now, or somebody cancelled it.</exception>
    public Task SaveAsync<T>(T cursor) where T : class => save(reached, JsonSerializer.Serialize(cursor));
}
