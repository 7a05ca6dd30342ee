using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Admin.ViewAs;

/// <summary>Somebody through whose eyes an administrator may look.</summary>
public sealed record ViewablePerson(Guid PersonId, string Name, string Email, MemberRole Role);

/// <summary>
/// Looking at a tenant as one of its people sees it. Nothing can be changed meanwhile: <see cref="Actor"/> lets through what looks only, and the
/// database takes no row from such a connection.
/// </summary>
public sealed class ViewAsDesk(AccessDb accounts, Actor actor, TenantScope scope, Tenants tenants, Viewings viewings)
{
    private const int Most = 500;

    /// <summary>Members whose account works and who are no administrators themselves.</summary>
    public async Task<IReadOnlyList<ViewablePerson>> PeopleAsync(Guid tenantId, CancellationToken ct)
    {
        actor.Demand(Permission.ViewAs);
        var members = await tenants.RunAsync(tenantId, actor with { TenantId = tenantId }, async services =>
        {
            await using var rows = await services.GetRequiredService<Db>().OpenAsync(ct);
            return await rows.Members.AsNoTracking().OrderBy(m => m.JoinedAt).Take(Most).Select(m => new { m.PersonId, m.Role }).ToListAsync(ct);
        }, scope.Origin);
        var ids = members.ConvertAll(m => m.PersonId);
        var people = await Viewable().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        return [.. members.Where(m => people.ContainsKey(m.PersonId)).OrderBy(m => m.Role).Select(m => new ViewablePerson(m.PersonId, people[m.PersonId].DisplayName, people[m.PersonId].Email!, m.Role))];
    }

    /// <param name="sessionId">The administrator's own: only there, and for an hour at most.</param>
    public async Task<Result> BeginAsync(Guid sessionId, Guid tenantId, Guid personId, string reason, CancellationToken ct)
    {
        actor.Demand(Permission.ViewAs);
        var why = PlainText.Line(reason);
        if (why.Length is 0 or > TenantOversight.LongestReason)
            return Problem.Invalid("Reason", "Access.ReasonMissing", TenantOversight.LongestReason);
        if (!(await PeopleAsync(tenantId, ct)).Any(p => p.PersonId == personId))
            return Problem.Invalid("Person", "Access.ViewAsNobody");
        return await viewings.BeginAsync(sessionId, actor.PersonId, tenantId, personId, why, scope.Origin, ct) ? Result.Done : Problem.Forbidden();
    }

    private IQueryable<Person> Viewable() => accounts.Users.AsNoTracking().Where(p => p.DeactivatedAt == null
        && !accounts.UserRoles.Any(r => r.UserId == p.Id && accounts.Roles.Any(role => role.Id == r.RoleId && role.Name == SystemRoles.Admin)));
}
