using System.Globalization;

namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>The times of a run. All follow from the factor: 1 is the product's own values, 20 runs them at a twentieth.</summary>
internal sealed record Scale(double Factor)
{
    public TimeSpan Lease => Of(60);
    public TimeSpan Heartbeat => Of(15);
    public TimeSpan Sweep => Of(15);
    public TimeSpan LongestCall => Of(180);

    /// <summary>Longer than two leases, shorter than the longest call: must end well.</summary>
    public TimeSpan SlowCall => Lease * 2.5;

    /// <summary>Longer than the longest call: accepted after the caller gave up.</summary>
    public TimeSpan TooSlowCall => Lease * 3.5;

    public TimeSpan Limited => Of(30);
    public TimeSpan Freeze => Lease * 3.2;
    public TimeSpan Outage => Lease;

    /// <summary>A dead node's work must have moved after this.</summary>
    public TimeSpan Takeover => Lease + Heartbeat + (Sweep * 2);

    /// <summary>After so long without a move nothing more is to come of itself.</summary>
    public TimeSpan Quiet => LongestCall + (Lease * 4);

    public TimeSpan ShortestPause => Of(40);
    public TimeSpan LongestPause => Of(100);

    /// <summary>The settings of a node, as environment variables.</summary>
    public Dictionary<string, string> Settings() => new()
    {
        ["Publishing__LeaseSeconds"] = Seconds(Lease),
        ["Publishing__HeartbeatSeconds"] = Seconds(Heartbeat),
        ["Publishing__SweepSeconds"] = Seconds(Sweep),
        ["Publishing__IdleSeconds"] = Seconds(Of(60)),
        ["Publishing__StopSeconds"] = Seconds(Of(25)),
        ["Publishing__LongestCallSeconds"] = Seconds(LongestCall),
        ["Publishing__BackoffSeconds"] = Seconds(Of(60)),
        ["Publishing__LookSeconds"] = Seconds(Of(10)),
    };

    private TimeSpan Of(double seconds) => TimeSpan.FromSeconds(seconds / Factor);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString(CultureInfo.InvariantCulture);
}
