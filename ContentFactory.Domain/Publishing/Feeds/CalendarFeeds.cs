using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Publishing;

/// <param name="Link">Shown once: what is stored leads back to nobody.</param>
public sealed record IssuedFeed(string Link)
{
    /// <summary>Records print their members; the link must not reach a log that way.</summary>
    public override string ToString() => "(secret)";
}

/// <summary>The own address of the calendar: made, made anew, and taken back by the person it belongs to.</summary>
public sealed class CalendarFeeds(Db db, Actor actor, PublicAddress site, TimeProvider clock)
{
    private const string Entity = "calendar_feed";

    /// <summary>Since when there is one; null where there is none.</summary>
    public async Task<DateTimeOffset?> SinceAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ViewSchedule);
        await using var rows = await db.OpenAsync(ct);
        return await rows.CalendarFeeds.Where(f => f.PersonId == actor.PersonId).Select(f => (DateTimeOffset?)f.CreatedAt).SingleOrDefaultAsync(ct);
    }

    /// <summary>The first address, or another in place of the one before.</summary>
    public async Task<Result<IssuedFeed>> RenewAsync(CancellationToken ct)
    {
        actor.Demand(Permission.FollowCalendar);
        var (now, token) = (clock.GetUtcNow(), CalendarFeedToken.Draw());
        await using var rows = await db.OpenAsync(ct);
        var feed = await rows.CalendarFeeds.SingleOrDefaultAsync(f => f.PersonId == actor.PersonId, ct);
        if (feed is null)
            rows.CalendarFeeds.Add(feed = new CalendarFeed(actor.TenantId, Ids.New(now), actor.PersonId, token, now));
        else
            feed.Renew(token, now);
        rows.Audit(Permission.FollowCalendar, Entity, feed.Id, null, new { Renewed = true }, now);
        try
        {
            await rows.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return Problem.Conflict("Publishing.ChangedMeanwhile");
        }
        return new IssuedFeed(site.Link(token.Path));
    }

    /// <summary>From now on the address leads nowhere. Also in a tenant that is suspended: the address goes on reading there.</summary>
    public async Task<Result> RevokeAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ViewSchedule);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.CalendarFeeds.SingleOrDefaultAsync(f => f.PersonId == actor.PersonId, ct) is not { } feed)
            return Result.Done;
        rows.CalendarFeeds.Remove(feed);
        rows.Audit(Permission.FollowCalendar, Entity, feed.Id, null, new { Revoked = true }, clock.GetUtcNow());
        await rows.SaveChangesAsync(ct);
        return Result.Done;
    }
}
