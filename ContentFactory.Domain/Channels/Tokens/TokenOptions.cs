namespace ContentFactory.Domain.Channels;

/// <summary>Section <c>Channels:Tokens</c>: when tokens are renewed. Seconds and minutes, so that a rig may run them at a fraction.</summary>
public sealed class TokenOptions
{
    public const string Section = "Channels:Tokens";

    /// <summary>A token is renewed when less than this is left of it, or less than <see cref="LeadShare"/> of its life if that is more.</summary>
    public double LeadMinutes { get; set; } = 10;

    public double LeadShare { get; set; } = 0.2;

    /// <summary>A token that cannot be renewed, because its refresh token may be spent, is used until so little is left. Longer than a publish call.</summary>
    public double EndMinutes { get; set; } = 5;

    /// <summary>A refresh that takes longer is given up, and its outcome unknown.</summary>
    public double CallSeconds { get; set; } = 20;

    /// <summary>When a node that asks and says nothing is taken for dead.</summary>
    public double LeaseSeconds { get; set; } = 120;

    /// <summary>The wait after a refresh that provably had no effect.</summary>
    public double RetrySeconds { get; set; } = 60;

    /// <summary>The longest sleep of the loop.</summary>
    public double IdleSeconds { get; set; } = 60;

    public int BatchSize { get; set; } = 100;

    public int CallsAtOnce { get; set; } = 8;

    internal TimeSpan Lead => TimeSpan.FromMinutes(LeadMinutes);
    internal TimeSpan End => TimeSpan.FromMinutes(EndMinutes);
    internal TimeSpan Call => TimeSpan.FromSeconds(CallSeconds);
    internal TimeSpan Lease => TimeSpan.FromSeconds(LeaseSeconds);
    internal TimeSpan Retry => TimeSpan.FromSeconds(RetrySeconds);
    internal TimeSpan Idle => TimeSpan.FromSeconds(IdleSeconds);

    internal IEnumerable<string> Faults()
    {
        if (LeadMinutes <= 0)
            yield return "Channels__Tokens__LeadMinutes must be above 0.";
        if (LeadShare is < 0 or >= 1)
            yield return "Channels__Tokens__LeadShare must be at least 0 and below 1.";
        if (EndMinutes <= 0 || EndMinutes > LeadMinutes)
            yield return "Channels__Tokens__EndMinutes must be above 0 and at most Channels__Tokens__LeadMinutes.";
        if (CallSeconds <= 0)
            yield return "Channels__Tokens__CallSeconds must be above 0.";
        if (LeaseSeconds < 2 * CallSeconds)
            yield return "Channels__Tokens__LeaseSeconds must be at least twice Channels__Tokens__CallSeconds.";
        if (RetrySeconds <= 0)
            yield return "Channels__Tokens__RetrySeconds must be above 0.";
        if (IdleSeconds <= 0)
            yield return "Channels__Tokens__IdleSeconds must be above 0.";
        if (BatchSize is < 1 or > 1000)
            yield return "Channels__Tokens__BatchSize must be between 1 and 1000.";
        if (CallsAtOnce is < 1 or > 100)
            yield return "Channels__Tokens__CallsAtOnce must be between 1 and 100.";
    }
}
