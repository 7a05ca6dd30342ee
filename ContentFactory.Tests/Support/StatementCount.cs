using System.Diagnostics;

namespace ContentFactory.Tests.Support;

/// <summary>Counts what is sent to one database while it lives: a command or a batch is one.</summary>
internal sealed class StatementCount : IDisposable
{
    private readonly ActivityListener listener;
    private int count;

    public StatementCount(string database)
    {
        listener = new()
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TagObjects.Any(t => t.Key is "db.namespace" or "db.name" && (string?)t.Value == database) && activity.TagObjects.Any(t => t.Key is "db.query.text" or "db.statement"))
                    Interlocked.Increment(ref count);
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public int Count => count;

    public void Dispose() => listener.Dispose();
}
