namespace ContentFactory.Domain.Publishing;

/// <summary>How many happened within about the last <paramref name="period"/>.</summary>
internal sealed class Pace(TimeSpan period, TimeProvider clock)
{
    private readonly Lock gate = new();
    private long since = clock.GetTimestamp();
    private int now;
    private int before;

    public int Recent
    {
        get
        {
            lock (gate)
            {
                Turn();
                return Math.Max(now, before);
            }
        }
    }

    public void Add()
    {
        lock (gate)
        {
            Turn();
            now++;
        }
    }

    private void Turn()
    {
        var passed = clock.GetElapsedTime(since);
        if (passed < period)
            return;
        (before, now, since) = (passed < 2 * period ? now : 0, 0, clock.GetTimestamp());
    }
}
