using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>People's decisions that a post which is out should go again.</summary>
public sealed class PublicationRemovals(Db db, Actor actor, PlatformSet platforms, Changes changes, TimeProvider clock)
{
    internal const string Refused = "Publishing.Notice_RemovalRefused";
    private const string Entity = "publication";

    /// <summary>Has a published post deleted at its network, for good. Asking again while that is under way changes nothing. Goes on while publishing is stopped: then above all.</summary>
    public async Task<Result> RemoveAsync(Guid publicationId, CancellationToken ct)
    {
        actor.Demand(Permission.RemovePublications);
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        // who asks at the same moment, and the answer to an earlier asking, must be seen
        await rows.Database.ExecuteSqlAsync($"select 1 from publications where tenant_id = {rows.TenantId} and id = {publicationId} for update", ct);
        if (await rows.Publications.SingleOrDefaultAsync(p => p.Id == publicationId, ct) is not { } publication)
            return Problem.NotFound();
        var removal = await rows.PublicationRemovals.SingleOrDefaultAsync(r => r.PublicationId == publicationId, ct);
        if (removal is { State: RemovalState.Waiting })
            return Result.Done;
        var channel = await rows.Channels.AsNoTracking().SingleAsync(c => c.Id == publication.ChannelId, ct);
        if (Refusal(channel) is { } refusal)
            return refusal;
        var now = clock.GetUtcNow();
        if (publication.BeginRemoval(now).Problem is { } problem)
            return problem;
        if (removal is null)
            rows.PublicationRemovals.Add(removal = new(rows.TenantId, publicationId));
        removal.Ask(actor.PersonId, now);
        rows.Audit(Permission.RemovePublications, Entity, publicationId, new { publication.State }, new { publication.State, Removal = removal.State }, now);
        await rows.SaveChangesAsync(ct);
        await rows.AnsweredAsync([Refused], PublishingQueue.LinkTo(publicationId), now, ct);
        await transaction.CommitAsync(ct);
        changes.Notify(rows.TenantId, ChangeTopics.Publications);
        changes.Notify(rows.TenantId, ChangeTopics.Notifications);
        changes.Notify(Guid.Empty, ChangeTopics.Removals);
        return Result.Done;
    }

    /// <summary>A channel that is paused, or whose network has something against it, may still be able to delete: the network says.</summary>
    private Problem? Refusal(Channel channel)
    {
        if (platforms.Find(channel.Platform) is not { } platform)
            return Problem.Unavailable("Publishing.PlatformMissing");
        if (!platform.Deletes)
            return Problem.Conflict("Publishing.RemovalByHand");
        return channel.Status is ChannelStatus.Disconnected or ChannelStatus.Connecting ? Problem.Conflict("Publishing.RemovalNotConnected", channel.DisplayName) : null;
    }
}
