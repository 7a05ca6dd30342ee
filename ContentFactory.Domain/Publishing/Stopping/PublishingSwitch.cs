using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Publishing;

/// <param name="StoppedAt">Null while the tenant publishes.</param>
/// <param name="Sending">What was begun before the stop and ends by itself.</param>
/// <param name="Held">What came due since.</param>
public sealed record PublishingStop(DateTimeOffset? StoppedAt, string? StoppedBy, int Sending, int Held);

/// <param name="Waiting">Goes out again, the last of it at <paramref name="LastAt"/>.</param>
/// <param name="Asked">Too old to go out by itself: a person decides for each.</param>
public sealed record Resumption(int Waiting, DateTimeOffset? LastAt, int Asked);

/// <summary>One switch for all publishing of a tenant. What is being sent ends; what comes due is held; at the end it goes out one after the other.</summary>
public sealed class PublishingSwitch(Db db, Actor actor, Changes changes, IOptions<PublishingOptions> options, TimeProvider clock)
{
    private const string Entity = "tenant";

    public async Task<PublishingStop> ReadAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ViewSchedule);
        await using var rows = await db.OpenAsync(ct);
        var found = await rows.Tenants.AsNoTracking().Select(t => new
        {
            t.PublishingStoppedAt,
            By = rows.People.Where(p => p.Id == t.PublishingStoppedBy).Select(p => p.DisplayName).FirstOrDefault(),
        }).SingleAsync(ct);
        if (found.PublishingStoppedAt is null)
            return new(null, null, 0, 0);
        var states = await rows.Publications.Where(p => p.State == PublicationState.Leased || p.State == PublicationState.Sending || p.HeldReason == HeldReason.KillSwitch)
            .GroupBy(p => p.State == PublicationState.Held).Select(g => new { Held = g.Key, Count = g.Count() }).ToListAsync(ct);
        return new(found.PublishingStoppedAt, found.By, states.Where(s => !s.Held).Sum(s => s.Count), states.Where(s => s.Held).Sum(s => s.Count));
    }

    /// <summary>From the commit on nothing of the tenant is begun. Calls under way end, and their outcomes are kept.</summary>
    public async Task<Result> StopAsync(CancellationToken ct)
    {
        actor.Demand(Permission.StopPublishing);
        var now = clock.GetUtcNow();
        await using var rows = await db.OpenAsync(ct);
        var tenant = await rows.Tenants.SingleAsync(ct);
        if (tenant.StopPublishing(actor.PersonId, now).Problem is { } problem)
            return problem;
        rows.Audit(Permission.StopPublishing, Entity, tenant.Id, new { Stopped = false }, new { Stopped = true }, now);
        return await SaveAsync(rows, ct);
    }

    /// <summary>Publishing goes on. What was held follows in its order, a gap apart for each channel; what is too old stays for a person.</summary>
    public async Task<Result<Resumption>> ResumeAsync(CancellationToken ct)
    {
        actor.Demand(Permission.StopPublishing);
        var now = clock.GetUtcNow();
        await using var rows = await db.OpenAsync(ct);
        var tenant = await rows.Tenants.SingleAsync(ct);
        if (tenant.ResumePublishing().Problem is { } problem)
            return problem;
        var resumption = await HeldPosts.ReleaseAsync(rows, options.Value.Grace, now, ct);
        rows.Audit(Permission.StopPublishing, Entity, tenant.Id, new { Stopped = true }, new { Stopped = false, resumption.Waiting, resumption.Asked }, now);
        if ((await SaveAsync(rows, ct)).Problem is { } late)
            return late;
        changes.Notify(Guid.Empty, ChangeTopics.Due);
        changes.Notify(Guid.Empty, ChangeTopics.FirstComments);
        return resumption;
    }

    private async Task<Result> SaveAsync(AppDb rows, CancellationToken ct)
    {
        try
        {
            await rows.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problem.Conflict("Access.ChangedMeanwhile");
        }
        changes.Notify(actor.TenantId, ChangeTopics.Publications);
        return Result.Done;
    }
}
