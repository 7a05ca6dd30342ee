namespace ContentFactory.Domain.Clocks;

/// <summary>What the clock tells to do: once at each tick, whichever node it falls to. A tick that no node was there for is made up for once.</summary>
/// <param name="Name">Unique; the key of its trigger in the database.</param>
/// <param name="Cron">Seconds, minutes, hours, day, month and weekday, in UTC.</param>
public sealed record ClockDuty(string Name, string Cron, Func<IServiceProvider, CancellationToken, Task> Run);
