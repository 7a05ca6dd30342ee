using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Analytics;

/// <summary>What a new tenant does once, in the order in which one needs the other.</summary>
public enum FirstStep { Channel, Topic, Source, Draft, Approval, Publication, Numbers }

/// <param name="Sandbox">Done, but so far in the sandbox alone.</param>
public sealed record FirstStepRow(FirstStep Step, bool Done, bool Sandbox);

public sealed record FirstStepList(IReadOnlyList<FirstStepRow> Steps)
{
    public int Done => Steps.Count(s => s.Done);
    public bool Complete => Done == Steps.Count;
}

/// <summary>Whether Home shows the first steps: open until all are done, or until an owner hides them.</summary>
public enum FirstStepsState { Open, Hidden, Done }

/// <summary>The list of first steps: ticked by rows that exist, never by hand. Hidden for the whole tenant, by a setting.</summary>
public sealed class FirstSteps(Db db, Actor actor, Changes changes, TimeProvider clock)
{
    internal const string SettingName = "onboarding.hidden";

    public async Task<FirstStepList> ReadAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ViewDashboard);
        await using var rows = await db.OpenAsync(ct);
        return await ReadAsync(rows, ct);
    }

    public Task<Result> HideAsync(CancellationToken ct) => SetHiddenAsync(true, ct);

    public Task<Result> ShowAsync(CancellationToken ct) => SetHiddenAsync(false, ct);

    /// <summary>Notes that every step was seen done, so that nobody asks again. Changes nothing while one is open.</summary>
    public async Task<Result> FinishAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ViewDashboard);
        await using var rows = await db.OpenAsync(ct);
        if (!(await ReadAsync(rows, ct)).Complete)
            return Result.Done;
        var (id, now) = (Ids.New(clock), clock.GetUtcNow());
        await rows.Database.ExecuteSqlAsync($"""
            insert into settings (tenant_id, id, name, value, changed_at) values ({actor.TenantId}, {id}, {SettingName}, {nameof(FirstStepsState.Done)}, {now})
            on conflict (tenant_id, company_id, name) do update set value = excluded.value, changed_at = excluded.changed_at
            """, ct);
        return Result.Done;
    }

    internal static async Task<FirstStepList> ReadAsync(AppDb rows, CancellationToken ct)
    {
        var tenant = rows.TenantId;
        var facts = (await rows.Database.SqlQuery<Facts>($"""
            select
                exists (select 1 from channels where tenant_id = {tenant} and status <> 'disconnected') as "Channel",
                exists (select 1 from channels where tenant_id = {tenant} and status <> 'disconnected' and not sandbox) as "RealChannel",
                exists (select 1 from topics where tenant_id = {tenant}) as "Topic",
                exists (select 1 from trend_sources where tenant_id = {tenant}) as "Source",
                exists (select 1 from posts where tenant_id = {tenant}) as "Draft",
                exists (select 1 from posts where tenant_id = {tenant} and status in ('approved', 'scheduled', 'published'))
                    or exists (select 1 from publications where tenant_id = {tenant}) as "Approval",
                exists (select 1 from publications where tenant_id = {tenant} and published_at is not null) as "Publication",
                exists (select 1 from publications p join channels c on c.tenant_id = p.tenant_id and c.id = p.channel_id
                        where p.tenant_id = {tenant} and p.published_at is not null and not c.sandbox) as "RealPublication",
                exists (select 1 from publication_days where tenant_id = {tenant}) as "Numbers",
                exists (select 1 from publication_days d join channels c on c.tenant_id = d.tenant_id and c.id = d.channel_id
                        where d.tenant_id = {tenant} and not c.sandbox) as "RealNumbers"
            """).ToListAsync(ct))[0];
        return new(
        [
            new(FirstStep.Channel, facts.Channel, facts.Channel && !facts.RealChannel),
            new(FirstStep.Topic, facts.Topic, false),
            new(FirstStep.Source, facts.Source, false),
            new(FirstStep.Draft, facts.Draft, false),
            new(FirstStep.Approval, facts.Approval, false),
            new(FirstStep.Publication, facts.Publication, facts.Publication && !facts.RealPublication),
            new(FirstStep.Numbers, facts.Numbers, facts.Numbers && !facts.RealNumbers),
        ]);
    }

    internal static FirstStepsState StateOf(string? setting) => setting is null ? FirstStepsState.Open : Enum.Parse<FirstStepsState>(setting);

    private async Task<Result> SetHiddenAsync(bool hidden, CancellationToken ct)
    {
        actor.Demand(Permission.EditSettings);
        await using var rows = await db.OpenAsync(ct);
        var (setting, now) = (await rows.Settings.SingleOrDefaultAsync(s => s.CompanyId == null && s.Name == SettingName, ct), clock.GetUtcNow());
        // finished is not hidden: there is nothing to bring back
        if (hidden ? setting is not null : setting is null || StateOf(setting.Value) is not FirstStepsState.Hidden)
            return Result.Done;
        if (setting is null)
            rows.Settings.Add(new(actor.TenantId, Ids.New(now), null, SettingName, nameof(FirstStepsState.Hidden), now));
        else
            rows.Settings.Remove(setting);
        rows.Audit(Permission.EditSettings, "setting", null, new { Name = SettingName, Hidden = !hidden }, new { Name = SettingName, Hidden = hidden }, now);
        try
        {
            await rows.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // somebody else did the same just now, and the audit log has their line
            return Result.Done;
        }
        changes.Notify(actor.TenantId, ChangeTopics.Posts);
        return Result.Done;
    }

    private sealed record Facts(
        bool Channel, bool RealChannel, bool Topic, bool Source, bool Draft, bool Approval, bool Publication, bool RealPublication, bool Numbers, bool RealNumbers);
}
