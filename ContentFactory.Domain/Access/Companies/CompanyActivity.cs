using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Access;

/// <summary>Takes a company out of work and back. What is planned already still goes out; nothing new can be made for it.</summary>
public sealed class CompanyActivity(Db db, Actor actor, Changes changes, TimeProvider clock)
{
    public Task<Result> DeactivateAsync(Guid companyId, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditCompanies);
        return MoveAsync(companyId, CompanyStatus.Inactive, Permission.EditCompanies, ct);
    }

    public Task<Result> ActivateAsync(Guid companyId, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditCompanies);
        return MoveAsync(companyId, CompanyStatus.Active, Permission.EditCompanies, ct);
    }

    /// <summary>By the operator of the installation, who alone can end it.</summary>
    public Task<Result> SuspendAsync(Guid companyId, CancellationToken ct = default)
    {
        actor.Demand(Permission.SuspendCompanies);
        return MoveAsync(companyId, CompanyStatus.Suspended, Permission.SuspendCompanies, ct);
    }

    private async Task<Result> MoveAsync(Guid companyId, CompanyStatus to, Permission action, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        await rows.LockTenantAsync(ct);
        if (await rows.Companies.SingleOrDefaultAsync(c => c.Id == companyId, ct) is not { } company)
            return Problem.NotFound("Access.CompanyGone");
        if (company.Status == to)
            return Result.Done;
        if (company.Status is CompanyStatus.Suspended && !actor.May(Permission.SuspendCompanies))
            return Problem.Conflict("Access.CompanySuspended");
        if (to is CompanyStatus.Inactive && !await rows.Companies.AnyAsync(c => c.Id != companyId && c.Status == CompanyStatus.Active, ct))
            return Problem.Conflict("Access.LastCompany");
        var (before, now) = (company.Status, clock.GetUtcNow());
        company.Move(to);
        rows.Audit(action, "company", companyId, new { Status = before.ToString() }, new { Status = to.ToString() }, now);
        await rows.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Companies);
        return Result.Done;
    }
}
