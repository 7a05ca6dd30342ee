namespace ContentFactory.Domain.Publishing;

/// <summary>Times of the publishing queue; all in options, so that a rig may run them at a fraction.</summary>
public sealed class PublishingOptions
{
    public const string Section = "Publishing";

    public double LeaseSeconds { get; set; } = 60;
    public double HeartbeatSeconds { get; set; } = 15;
    public double SweepSeconds { get; set; } = 15;

    /// <summary>The longest sleep without a signal.</summary>
    public double IdleSeconds { get; set; } = 60;

    /// <summary>What calls under way get at a stop.</summary>
    public double StopSeconds { get; set; } = 25;

    /// <summary>A call that takes longer is given up as unknown. Until this and a lease have passed since its start, nobody publishes again.</summary>
    public double LongestCallSeconds { get; set; } = 180;

    /// <summary>Rows of one statement, and the least that a claim takes room for.</summary>
    public int BatchSize { get; set; } = 200;

    /// <summary>What a node holds at once, so that one slow upload does not hold the others up; three times as much where networks are quick.</summary>
    public int Batches { get; set; } = 2;

    public int CallsPerPlatform { get; set; } = 8;

    /// <summary>Later than this the queue asks instead of posting.</summary>
    public double GraceHours { get; set; } = 24;

    /// <summary>Sends that were proved unsent, the first included.</summary>
    public int Attempts { get; set; } = 8;

    /// <summary>The first wait after an unsent try; doubles each time. With 8 attempts the last comes about two hours after the first.</summary>
    public double BackoffSeconds { get; set; } = 60;

    public TimeSpan Lease => TimeSpan.FromSeconds(LeaseSeconds);
    public TimeSpan Heartbeat => TimeSpan.FromSeconds(HeartbeatSeconds);
    public TimeSpan Sweep => TimeSpan.FromSeconds(SweepSeconds);
    public TimeSpan Idle => TimeSpan.FromSeconds(IdleSeconds);
    public TimeSpan Stop => TimeSpan.FromSeconds(StopSeconds);
    public TimeSpan LongestCall => TimeSpan.FromSeconds(LongestCallSeconds);
    public TimeSpan Grace => TimeSpan.FromHours(GraceHours);
}
