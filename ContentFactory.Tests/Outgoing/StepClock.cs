using System.Collections.Concurrent;

namespace ContentFactory.Tests.Outgoing;

/// <summary>A clock whose timers fire only when a test says so.</summary>
internal sealed class StepClock(DateTimeOffset now) : TimeProvider
{
    private readonly ConcurrentBag<StepTimer> timers = [];

    public override DateTimeOffset GetUtcNow() => now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new StepTimer(callback, state);
        timers.Add(timer);
        return timer;
    }

    public void RunOut()
    {
        foreach (var timer in timers)
            timer.Fire();
    }

    private sealed class StepTimer(TimerCallback callback, object? state) : ITimer
    {
        private bool stopped;

        public void Fire()
        {
            if (!stopped)
                callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            stopped = dueTime == Timeout.InfiniteTimeSpan;
            return true;
        }

        public void Dispose() => stopped = true;

        public ValueTask DisposeAsync()
        {
            stopped = true;
            return default;
        }
    }
}
