using ContentFactory.Domain.Access;
using ContentFactory.Domain.Billing;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Admin.Plans;

/// <summary>The plan that a tenant has now; nulls where it has none.</summary>
public sealed record CurrentGrant(Guid? SubscriptionId, string? Plan, SubscriptionStatus? Status, SubscriptionSource? Source, DateTimeOffset? EndsAt);

/// <param name="Until">Its last day, by the tenant's own clock; null for as long as nobody changes it.</param>
/// <param name="Seen">The subscription that stood there when it was decided.</param>
public sealed record PlanGrant(Guid TenantId, Guid PlanId, SubscriptionSource Source, DateOnly? Until, string Reason, Guid? Seen);

/// <summary>Plans that an administrator gives by hand.</summary>
public sealed class PlanGrants(Actor actor, TenantScope scope, Tenants tenants, Changes changes, TimeProvider clock)
{
    public async Task<CurrentGrant> CurrentAsync(Guid tenantId, CancellationToken ct)
    {
        actor.Demand(Permission.ViewTenants);
        return await tenants.RunAsync(tenantId, actor with { TenantId = tenantId }, async services =>
        {
            await using var rows = await services.GetRequiredService<Db>().OpenAsync(ct);
            return await CurrentPlan.Subscription(rows).Select(s => new CurrentGrant(s.Id, rows.Plans.Where(p => p.Id == s.PlanId).Select(p => p.Code).First(), s.Status, s.Source, s.EndsAt))
                .SingleOrDefaultAsync(ct) ?? new(null, null, null, null, null);
        }, scope.Origin);
    }

    /// <summary>Ends what the tenant has and gives it this from now on. What it has beyond the new limits stays.</summary>
    public async Task<Result> GiveAsync(PlanGrant grant, CancellationToken ct)
    {
        actor.Demand(Permission.GivePlans);
        var reason = PlainText.Line(grant.Reason);
        if (reason.Length is 0 or > TenantOversight.LongestReason)
            return Problem.Invalid(nameof(PlanGrant.Reason), "Access.ReasonMissing", TenantOversight.LongestReason);
        if (grant.Source is not (SubscriptionSource.Manual or SubscriptionSource.Promo))
            return Problem.Invalid(nameof(PlanGrant.Source), "Billing.SourceInvalid");
        // before it is reckoned with: the calendar ends
        if (grant.Until is { Year: > 9000 })
            return Problem.Invalid(nameof(PlanGrant.Until), "Billing.UntilInvalid");
        var given = await tenants.RunAsync(grant.TenantId, actor with { TenantId = grant.TenantId }, services => GiveAsync(services, grant, reason, ct), scope.Origin);
        if (given.Ok)
        {
            changes.Notify(grant.TenantId, ChangeTopics.Settings);
            changes.Notify(Guid.Empty, ChangeTopics.Plans);
        }
        return given;
    }

    private async Task<Result> GiveAsync(IServiceProvider services, PlanGrant grant, string reason, CancellationToken ct)
    {
        await using var rows = await services.GetRequiredService<Db>().OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        // who plans, connects or uploads at the same time counts by the one plan or by the other
        await rows.LockTenantAsync(ct);
        if (await rows.Tenants.AsNoTracking().SingleOrDefaultAsync(ct) is not { } tenant)
            return Problem.NotFound("Access.TenantGone");
        if (await rows.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == grant.PlanId, ct) is not { } plan)
            return Problem.Invalid(nameof(PlanGrant.PlanId), "Billing.PlanGone");
        var (now, until) = (clock.GetUtcNow(), grant.Until is { } day ? LocalDay.Start(day.AddDays(1), tenant.ZoneId) : (DateTimeOffset?)null);
        if (until <= now || until > now.AddYears(10))
            return Problem.Invalid(nameof(PlanGrant.Until), "Billing.UntilInvalid");
        var current = await rows.Subscriptions.SingleOrDefaultAsync(s => s.Status == SubscriptionStatus.Trial || s.Status == SubscriptionStatus.Active || s.Status == SubscriptionStatus.PastDue, ct);
        if (current?.Id != grant.Seen)
            return Problem.Conflict("Billing.SubscriptionChanged", current is null ? "-" : await rows.Plans.Where(p => p.Id == current.PlanId).Select(p => p.Code).SingleAsync(ct));
        if (current?.Source is SubscriptionSource.Stripe)
            return Problem.Conflict("Billing.PaidByStripe");
        var before = current is null ? null : new { current.PlanId, Status = current.Status.ToString(), current.EndsAt };
        if (current is not null)
        {
            current.End(now);
            // there is one current subscription, and the database holds that: this one goes first
            await rows.SaveChangesAsync(ct);
        }
        var subscription = Subscription.GivenByHand(grant.TenantId, Ids.New(now), plan.Id, now, grant.Source, until);
        rows.Subscriptions.Add(subscription);
        rows.Audit(Permission.GivePlans, "subscription", subscription.Id, before, new { PlanId = plan.Id, Plan = plan.Code, Source = grant.Source.ToString(), EndsAt = until, Reason = reason }, now);
        await rows.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Done;
    }
}
