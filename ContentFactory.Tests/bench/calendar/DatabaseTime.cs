using System.Diagnostics;

namespace ContentFactory.Tests.Bench;

/// <summary>How long the statements to one database took while it lives, from sending to the last row.</summary>
internal sealed class DatabaseTime : IDisposable
{
    private readonly ActivityListener listener;
    private readonly Lock held = new();

    public DatabaseTime(string database)
    {
        listener = new()
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (!activity.TagObjects.Any(t => t.Key is "db.namespace" or "db.name" && (string?)t.Value == database) || !activity.TagObjects.Any(t => t.Key is "db.query.text" or "db.statement"))
                    return;
                lock (held)
                {
                    Statements++;
                    Milliseconds += activity.Duration.TotalMilliseconds;
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public int Statements { get; private set; }
    public double Milliseconds { get; private set; }

    public void Dispose() => listener.Dispose();
}
