namespace ContentFactory.Domain;

/// <summary>Ids are uuid v7 made by the application, so that they sort by creation and tests fix them by the clock.</summary>
public static class Ids
{
#pragma warning disable RS0030 // the one place that makes ids
    public static Guid New(TimeProvider clock) => Guid.CreateVersion7(clock.GetUtcNow());

    public static Guid New(DateTimeOffset now) => Guid.CreateVersion7(now);
#pragma warning restore RS0030
}
