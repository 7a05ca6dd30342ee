namespace ContentFactory.Domain.LongWork;

/// <summary>Times of long work; in options, so that a rig may run them at a fraction.</summary>
public sealed class LongWorkOptions
{
    public const string Section = "LongWork";

    /// <summary>Tasks that one node works on at once.</summary>
    public int AtOnce { get; set; } = 2;

    public double LeaseSeconds { get; set; } = 30;

    /// <summary>Also how long a request to cancel may stay unseen.</summary>
    public double HeartbeatSeconds { get; set; } = 1;

    /// <summary>The longest sleep without a signal: what a dead node held is found by then.</summary>
    public double IdleSeconds { get; set; } = 15;

    /// <summary>Claims without a saved cursor between them, after which the task is given up.</summary>
    public int Tries { get; set; } = 5;

    public double KeepDays { get; set; } = 30;

    public TimeSpan Lease => TimeSpan.FromSeconds(LeaseSeconds);
    public TimeSpan Heartbeat => TimeSpan.FromSeconds(HeartbeatSeconds);
    public TimeSpan Idle => TimeSpan.FromSeconds(IdleSeconds);
    public TimeSpan Keep => TimeSpan.FromDays(KeepDays);
}
