using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Admin;

public enum PersonState { Active, Deactivated }

/// <param name="Role">One of <see cref="SystemRoles"/>; anything else finds nobody.</param>
public sealed record PersonFilter(PersonState? State = null, ListQuery? List = null, string? Role = null);

/// <param name="Roles">System-wide roles, as stored.</param>
public sealed record PersonRow(Guid Id, string DisplayName, string Email, IReadOnlyList<string> Roles, DateTimeOffset CreatedAt, DateTimeOffset? LastSignInAt, DateTimeOffset? DeactivatedAt, bool HasSecondFactor)
{
    /// <summary>How many tenants a manager looks after; null for who is none.</summary>
    public int? Clients { get; init; }
}

/// <summary>What administrators do with accounts.</summary>
public sealed class PeopleDesk(AccessDb db, UserManager<Person> people, LetterBox letters, Actor actor, TenantScope scope, Changes changes, TimeProvider clock)
{
    public async Task<ListPage<PersonRow>> ListAsync(PersonFilter filter, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewPeople);
        var found = Named(db.Users.AsNoTracking().Where(p => filter.State == null || (filter.State == PersonState.Active) == (p.DeactivatedAt == null)), filter.List?.Search);
        var sorting = new Sorting<Person>(p => p.Id).By("created", p => p.CreatedAt, descending: true).By("name", p => p.DisplayName).By("seen", p => p.LastSignInAt!);
        if (filter.Role is { } role)
            found = found.Where(p => db.UserRoles.Any(r => r.UserId == p.Id && db.Roles.Any(named => named.Id == r.RoleId && named.Name == role)));
        var page = await found.PageAsync(filter.List ?? ListQuery.First, sorting, p => new PersonRow(p.Id, p.DisplayName, p.Email!,
            db.UserRoles.Where(r => r.UserId == p.Id).Join(db.Roles, r => r.RoleId, r => r.Id, (_, r) => r.Name!).ToList(), p.CreatedAt, p.LastSignInAt, p.DeactivatedAt, p.TwoFactorEnabled), ct);
        return page with { Rows = await WithClientsAsync(page.Rows, ct) };
    }

    /// <summary>Ends every session and keeps the person out. Somebody who administers the installation is always left.</summary>
    public async Task<Result> DeactivateAsync(Guid personId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ManagePeople);
        if (personId == actor.PersonId)
            return Problem.Conflict("Access.NotOneself");
        return await ChangeAsync(personId, async person =>
        {
            if (person.DeactivatedAt is not null)
                return Result.Done;
            if (await people.IsInRoleAsync(person, SystemRoles.Admin) && await ActiveAdminsAsync(ct) is var admins && (admins.Count < 2 || !admins.Contains(actor.PersonId)))
                return Problem.Conflict("Access.LastAdmin");
            person.Deactivate(clock.GetUtcNow());
            return Result.Done;
        }, ct);
    }

    public Task<Result> ReactivateAsync(Guid personId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ManagePeople);
        return ChangeAsync(personId, person =>
        {
            person.Reactivate();
            return Task.FromResult(Result.Done);
        }, ct);
    }

    /// <summary>Managers are those who may be assigned to tenants. Whoever is none any more manages no tenant either; their open pages of those end.</summary>
    public async Task<Result> SetManagerAsync(Guid personId, bool manages, CancellationToken ct = default)
    {
        actor.Demand(Permission.ManagePeople);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // an assignment at the same moment comes before or after, not between
        await db.Database.ExecuteSqlRawAsync(TenantQueries.LockManagers, ct);
        db.ChangeTracker.Clear();
        if (await people.FindByIdAsync($"{personId}") is not { } person)
            return Problem.NotFound("Access.PersonGone");
        if (await people.IsInRoleAsync(person, SystemRoles.Manager) == manages)
            return Result.Done;
        var left = manages ? 0 : await db.Database.ExecuteSqlAsync($"update tenants set manager_id = null where manager_id = {personId}", ct);
        db.Audit(actor, scope.Origin, Permission.ManagePeople, "manager", person.Id, new { Manager = !manages }, new { Manager = manages, TenantsLeft = left }, clock.GetUtcNow());
        var changed = manages ? await people.AddToRoleAsync(person, SystemRoles.Manager) : await people.RemoveFromRoleAsync(person, SystemRoles.Manager);
        if (!changed.Succeeded)
            return Problem.Conflict("Access.ChangedMeanwhile");
        await transaction.CommitAsync(ct);
        changes.Notify(Guid.Empty, ChangeTopics.Access);
        return Result.Done;
    }

    /// <summary>For somebody who lost the app and the recovery codes. Ends every session of theirs, and tells them.</summary>
    public async Task<Result> SwitchSecondFactorOffAsync(Guid personId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ManagePeople);
        if (personId == actor.PersonId)
            return Problem.Conflict("Access.NotOneselfFactor");
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.ChangeTracker.Clear();
        if (await people.FindByIdAsync($"{personId}") is not { } person)
            return Problem.NotFound("Access.PersonGone");
        if (!person.TwoFactorEnabled)
            return Result.Done;
        if (!await people.SwitchFactorOffAsync(person))
            return Problem.Conflict("Access.ChangedMeanwhile");
        db.Audit(actor, scope.Origin, Permission.ManagePeople, "second_factor", person.Id, new { On = true }, new { On = false }, clock.GetUtcNow());
        await letters.QueueAsync(person.Email!, person.Language, "FactorOffByAdmin", ct, person.DisplayName);
        await transaction.CommitAsync(ct);
        changes.Notify(Guid.Empty, ChangeTopics.Access);
        return Result.Done;
    }

    private async Task<Result> ChangeAsync(Guid personId, Func<Person, Task<Result>> change, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // two administrators who deactivate each other at once: the second sees what the first did
        await db.Database.ExecuteSqlRawAsync("select pg_advisory_xact_lock(hashtext('people_desk'))", ct);
        db.ChangeTracker.Clear();
        if (await people.FindByIdAsync(personId.ToString()) is not { } person)
            return Problem.NotFound("Access.PersonGone");
        var before = person.DeactivatedAt;
        if (await change(person) is { Ok: false } refused)
            return refused;
        if (person.DeactivatedAt == before)
            return Result.Done;
        Audit(person, before);
        // saves the row of the audit log as well
        if (!(await people.UpdateSecurityStampAsync(person)).Succeeded)
            return Problem.Conflict("Access.ChangedMeanwhile");
        await transaction.CommitAsync(ct);
        changes.Notify(Guid.Empty, ChangeTopics.Access);
        return Result.Done;
    }

    private async Task<IReadOnlyList<PersonRow>> WithClientsAsync(IReadOnlyList<PersonRow> rows, CancellationToken ct)
    {
        var managers = rows.Where(r => r.Roles.Contains(SystemRoles.Manager)).Select(r => r.Id).ToArray();
        if (managers.Length == 0)
            return rows;
        var clients = await db.Database.SqlQuery<ManagerClients>($"""select manager_id as "ManagerId", count(*)::int as "Count" from tenants where manager_id = any ({managers}) group by manager_id""")
            .ToDictionaryAsync(m => m.ManagerId, m => m.Count, ct);
        return [.. rows.Select(r => managers.Contains(r.Id) ? r with { Clients = clients.GetValueOrDefault(r.Id) } : r)];
    }

    private void Audit(Person person, DateTimeOffset? before) =>
        db.Audit(actor, scope.Origin, Permission.ManagePeople, "person", person.Id, new { DeactivatedAt = before }, new { person.DeactivatedAt }, clock.GetUtcNow());

    private Task<List<Guid>> ActiveAdminsAsync(CancellationToken ct) =>
        (from p in db.Users where p.DeactivatedAt == null
         join r in db.UserRoles on p.Id equals r.UserId
         join role in db.Roles on r.RoleId equals role.Id
         where role.Name == SystemRoles.Admin
         select p.Id).ToListAsync(ct);

    private static IQueryable<Person> Named(IQueryable<Person> all, string? search)
    {
        if (string.IsNullOrWhiteSpace(search))
            return all;
        var pattern = LikePattern.Of(search);
        return all.Where(p => EF.Functions.ILike(p.DisplayName, pattern, LikePattern.Escape) || EF.Functions.ILike(p.Email!, pattern, LikePattern.Escape));
    }

    private sealed record ManagerClients(Guid ManagerId, int Count);
}
