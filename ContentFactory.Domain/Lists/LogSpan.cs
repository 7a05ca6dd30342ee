namespace ContentFactory.Domain.Lists;

/// <summary>How far back a log is read. A month is the rule: older rows lie in parts of the table that are then not touched.</summary>
public enum LogSpan { Month, Day, Week, Quarter, All }

internal static class LogSpans
{
    /// <summary>Null where all of it is read.</summary>
    public static DateTimeOffset? Since(this LogSpan span, DateTimeOffset now) => span switch
    {
        LogSpan.Day => now.AddDays(-1),
        LogSpan.Week => now.AddDays(-7),
        LogSpan.Month => now.AddDays(-30),
        LogSpan.Quarter => now.AddDays(-90),
        _ => null,
    };
}
