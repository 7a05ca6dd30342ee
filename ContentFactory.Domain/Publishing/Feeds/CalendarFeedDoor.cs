using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Publishing;

/// <summary>What a program reads at an address: the tenant that it belongs to and what stands in its calendar.</summary>
public sealed record FeedContent(Entrance Door, IReadOnlyList<CalendarEvent> Events);

/// <summary>The door for programs that follow a calendar: who holds the address reads as the person that made it, and only while that person may.</summary>
public sealed class CalendarFeedDoor(TenantDirectory directory, Tenants tenants, AttemptLimits limits, TimeProvider clock)
{
    /// <summary>Addresses that lead nowhere, by network address.</summary>
    public static readonly AttemptLimit Misses = new("calendar_feed.miss", 30, TimeSpan.FromMinutes(15));

    /// <summary>Programs ask every few minutes at most.</summary>
    public static readonly AttemptLimit OfLink = new("calendar_feed.link", 60, TimeSpan.FromHours(1));

    private static readonly TimeSpan Back = TimeSpan.FromDays(31);
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(366);

    /// <param name="network">By <see cref="EntryLimits.NetworkOf"/>.</param>
    public async Task<Result<FeedContent>> ReadAsync(string? token, string network, CancellationToken ct)
    {
        if (await limits.WaitAsync(Misses, network, ct) is { } wait)
            return Problem.Limit("Publishing.FeedTooOften", Minutes(wait));
        var hash = CalendarFeedToken.Of(token)?.Hash();
        if (hash is null || await directory.OfCalendarFeedAsync(hash, ct) is not var (slug, personId))
        {
            await limits.TakeAsync(Misses, network, ct);
            return Problem.NotFound();
        }
        if (await limits.TakeAsync(OfLink, Convert.ToHexString(hash), ct) is { } pause)
            return Problem.Limit("Publishing.FeedTooOften", Minutes(pause));
        // who was removed, or may no longer see it, is found here, however old the address is
        if (await directory.EnterAsync(slug, personId, ct) is not { } door)
            return Problem.NotFound();
        var now = clock.GetUtcNow();
        var actor = new Actor(personId, door.TenantId, door.Role) { Standing = door.Status };
        if (!actor.May(Permission.ViewSchedule))
            return Problem.NotFound();
        var events = await tenants.RunAsync(door.TenantId, actor, services => services.GetRequiredService<CalendarQueries>().EventsAsync(now - Back, now + Ahead, new(), now, ct));
        return new FeedContent(door, events);
    }

    private static int Minutes(TimeSpan wait) => (int)Math.Ceiling(wait.TotalMinutes);
}
