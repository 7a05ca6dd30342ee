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

    /// <summary>The wait after the first look for a lost answer; later ones are longer by <see cref="LookAfter"/>.</summary>
    public double LookSeconds { get; set; } = 10;

    public TimeSpan Lease => TimeSpan.FromSeconds(LeaseSeconds);
    public TimeSpan Heartbeat => TimeSpan.FromSeconds(HeartbeatSeconds);
    public TimeSpan Sweep => TimeSpan.FromSeconds(SweepSeconds);
    public TimeSpan Idle => TimeSpan.FromSeconds(IdleSeconds);
    public TimeSpan Stop => TimeSpan.FromSeconds(StopSeconds);
    public TimeSpan LongestCall => TimeSpan.FromSeconds(LongestCallSeconds);
    public TimeSpan Grace => TimeSpan.FromHours(GraceHours);

    /// <summary>So long after its beginning a call may still do something: it begins within the lease of its attempt or not at all.</summary>
    public TimeSpan CallWindow => LongestCall + Lease;

    /// <summary>A batch of looks that its node did not end is looked at again after this.</summary>
    public TimeSpan LookLease => Lease * 2;

    /// <summary>Looks for one lost answer, over about half a day; then a person decides.</summary>
    public int MostLooks => LookWaits.Length;

    private static readonly int[] LookWaits = [1, 3, 6, 12, 30, 60, 120, 240, 480, 960, 1920, 0];

    /// <summary>The wait after so many looks; null after the last.</summary>
    public TimeSpan? LookAfter(int looks) => looks < MostLooks ? TimeSpan.FromSeconds(LookSeconds * LookWaits[looks - 1]) : null;
}
