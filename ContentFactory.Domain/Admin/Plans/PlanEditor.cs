using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Admin.Plans;

/// <summary>What can be bought, and what each plan allows. A limit that is lowered takes nothing away: it lets no more in.</summary>
public sealed class PlanEditor(AccessDb db, Actor actor, TenantScope scope, Changes changes, TimeProvider clock)
{
    private const string Entity = "plan";

    public async Task<IReadOnlyList<PlanRow>> ListAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ViewInstallation);
        return await All().OrderBy(p => p.Position).ThenBy(p => p.Code).ToListAsync(ct);
    }

    /// <param name="planId">Null adds one.</param>
    /// <param name="version">The row that was seen; one that was changed since is not overwritten.</param>
    public async Task<Result> SaveAsync(Guid? planId, PlanEntry entry, string version, CancellationToken ct)
    {
        actor.Demand(Permission.EditPlans);
        var read = entry.Check();
        if (!read.Ok)
            return read.Problem;
        var (plan, now) = (read.Value, clock.GetUtcNow());
        var before = planId is { } old ? await All().SingleOrDefaultAsync(p => p.Id == old, ct) : null;
        if (planId is not null && before is null)
            return Problem.NotFound("Billing.PlanGone");
        // subscriptions and texts know a plan by its code
        if (before is not null && before.Code != plan.Code)
            return Problem.Invalid(nameof(PlanEntry.Code), "Billing.PlanCodeStays");
        var id = planId ?? Ids.New(now);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            if (await WriteAsync(id, plan, entry, before is null ? null : version, ct) == 0)
                return Problem.Conflict("Billing.PlanChanged");
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return Problem.Invalid(nameof(PlanEntry.Code), "Billing.PlanCodeTaken");
        }
        db.Audit(actor, scope.Origin, Permission.EditPlans, Entity, id, before is null ? null : Kept(before), Kept(await All().SingleAsync(p => p.Id == id, ct)), now);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        changes.Notify(Guid.Empty, ChangeTopics.Plans);
        return Result.Done;
    }

    private Task<int> WriteAsync(Guid id, CheckedPlan plan, PlanEntry entry, string? version, CancellationToken ct) => version is null
        ? db.Database.ExecuteSqlAsync($"""
            insert into plans (id, code, monthly_price, yearly_price, currency, channels, members, posts_per_month, ai_budget_per_month, media_gigabytes, knowledge_rows, documents_per_month,
                               private_channels, features, position, on_sale)
            values ({id}, {plan.Code}, {plan.Monthly}, {plan.Yearly}, {plan.Currency}, {plan.Whole(PlanLimit.Channels)}, {plan.Whole(PlanLimit.Members)}, {plan.Whole(PlanLimit.PostsPerMonth)},
                    {plan.Limit(PlanLimit.AiBudgetPerMonth)}, {plan.Whole(PlanLimit.MediaGigabytes)}, {plan.Whole(PlanLimit.KnowledgeRows)}, {plan.Whole(PlanLimit.DocumentsPerMonth)},
                    {plan.Whole(PlanLimit.PrivateChannels)}, {plan.Features}::jsonb, {entry.Position}, {entry.OnSale})
            """, ct)
        : db.Database.ExecuteSqlAsync($"""
            update plans set monthly_price = {plan.Monthly}, yearly_price = {plan.Yearly}, currency = {plan.Currency}, channels = {plan.Whole(PlanLimit.Channels)},
                members = {plan.Whole(PlanLimit.Members)}, posts_per_month = {plan.Whole(PlanLimit.PostsPerMonth)}, ai_budget_per_month = {plan.Limit(PlanLimit.AiBudgetPerMonth)},
                media_gigabytes = {plan.Whole(PlanLimit.MediaGigabytes)}, knowledge_rows = {plan.Whole(PlanLimit.KnowledgeRows)}, documents_per_month = {plan.Whole(PlanLimit.DocumentsPerMonth)},
                private_channels = {plan.Whole(PlanLimit.PrivateChannels)}, features = {plan.Features}::jsonb, position = {entry.Position}, on_sale = {entry.OnSale}
            where id = {id} and xmin::text = {version}
            """, ct);

    /// <summary>What the log keeps: not how many have it.</summary>
    private static object Kept(PlanRow p) => new
    {
        p.Code, p.MonthlyPrice, p.YearlyPrice, p.Currency, Limits = Enum.GetValues<PlanLimit>().ToDictionary(l => l.ToString(), p.Of), p.Features, p.Position, p.OnSale,
    };

    private IQueryable<PlanRow> All() => db.Database.SqlQuery<PlanRow>($"""
        with had as (
            select s.plan_id, s.tenant_id from subscriptions s where s.status in ('trial', 'active', 'past_due')),
        connected as (select c.tenant_id, count(*) as n from channels c where c.status <> 'disconnected' group by 1),
        seats as (select m.tenant_id, count(*) as n from members m group by 1)
        select p.id as "Id", p.code as "Code", p.monthly_price as "MonthlyPrice", p.yearly_price as "YearlyPrice", p.currency::text as "Currency", p.channels as "Channels", p.members as "Members",
               p.posts_per_month as "PostsPerMonth", p.ai_budget_per_month as "AiBudgetPerMonth", p.media_gigabytes as "MediaGigabytes", p.knowledge_rows as "KnowledgeRows",
               p.documents_per_month as "DocumentsPerMonth", p.private_channels as "PrivateChannels", p.position as "Position", p.on_sale as "OnSale", p.xmin::text as "Version",
               coalesce((select string_agg(f.line, e'\n' order by f.n) from jsonb_array_elements_text(p.features) with ordinality as f (line, n)), '') as "Features",
               (select count(*)::int from had where had.plan_id = p.id) as "Tenants",
               (select count(*)::int from had left join connected c on c.tenant_id = had.tenant_id left join seats m on m.tenant_id = had.tenant_id
                where had.plan_id = p.id and (c.n > p.channels or m.n > p.members)) as "Above"
        from plans p
        """);
}
