using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Access;

/// <summary>Makes companies of the tenant and changes them.</summary>
public sealed class CompanyEditor(Db db, Actor actor, TenantDirectory directory, Changes changes, TimeProvider clock)
{
    public async Task<Result<Guid>> AddAsync(CompanyEntry entry, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditCompanies);
        var read = entry.Read();
        if (!read.Ok)
            return read.Problem;
        var slug = read.Value.Slug ?? await FreeSlugs.OfAsync(directory, read.Value.Name, ct);
        if (await directory.SlugIsTakenAsync(slug, ct))
            return await TakenAsync(slug, ct);
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        var tenant = await CompanyLock.TakeAsync(rows, ct);
        if (Unknown(read.Value, tenant.Platforms) is { } unknown)
            return unknown;
        var (now, number) = (clock.GetUtcNow(), await rows.Companies.MaxAsync(c => (int?)c.Number, ct) + 1 ?? 1);
        var company = new Company(actor.TenantId, Ids.New(now), number, read.Value.Name, slug, tenant.Language, now);
        company.Change(read.Value with { Slug = slug });
        rows.Companies.Add(company);
        rows.Audit(Permission.EditCompanies, "company", company.Id, null, company.Entry, now);
        if (await SaveAsync(rows, slug, ct) is { } problem)
            return problem;
        await transaction.CommitAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Companies);
        return company.Id;
    }

    /// <param name="version">Of the company that the person saw: a change of somebody else meanwhile is not written over.</param>
    public async Task<Result> ChangeAsync(Guid companyId, CompanyEntry entry, uint version, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditCompanies);
        var read = entry.Read();
        if (!read.Ok)
            return read.Problem;
        await using var rows = await db.OpenAsync(ct);
        if (await rows.Companies.SingleOrDefaultAsync(c => c.Id == companyId, ct) is not { } company)
            return Problem.NotFound("Access.CompanyGone");
        if (rows.Entry(company).Property<uint>("xmin").CurrentValue != version)
            return Problem.Conflict("Access.CompanyChanged");
        if (Unknown(read.Value, [.. await rows.Tenants.Select(t => t.Platforms).SingleAsync(ct), .. company.Platforms ?? []]) is { } unknown)
            return unknown;
        var (before, slug) = (company.Entry, read.Value.Slug ?? company.Slug);
        if (slug != company.Slug && await directory.SlugIsTakenAsync(slug, ct))
            return await TakenAsync(slug, ct);
        company.Change(read.Value with { Slug = slug });
        rows.Audit(Permission.EditCompanies, "company", companyId, before, company.Entry, clock.GetUtcNow());
        if (await SaveAsync(rows, slug, ct) is { } problem)
            return problem;
        changes.Notify(actor.TenantId, ChangeTopics.Companies);
        return Result.Done;
    }

    private static Problem? Unknown(CompanyEntry entry, IReadOnlyCollection<string> known) =>
        entry.Platforms?.FirstOrDefault(p => !known.Contains(p)) is { } unknown ? Problem.Invalid(nameof(CompanyEntry.Platforms), "Access.PlatformOff", unknown) : null;

    private async Task<Problem?> SaveAsync(AppDb rows, string slug, CancellationToken ct)
    {
        try
        {
            await rows.SaveChangesAsync(ct);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problem.Conflict("Access.CompanyChanged");
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return await TakenAsync(slug, ct);
        }
    }

    /// <summary>The same for an address of this tenant, of another one and of a foreign company.</summary>
    private async Task<Problem> TakenAsync(string slug, CancellationToken ct) =>
        new(ProblemKind.Conflict, nameof(CompanyEntry.Slug), "Access.SlugTaken", slug, await FreeSlugs.OfAsync(directory, slug, ct));
}

/// <summary>One after the other: who numbers companies or counts the active ones must not be overtaken.</summary>
internal static class CompanyLock
{
    /// <summary>Held until the transaction ends; rows that only point to the tenant do not wait for it.</summary>
    public static async Task<Tenant> TakeAsync(AppDb rows, CancellationToken ct)
    {
        await rows.Database.ExecuteSqlAsync($"select 1 from tenants where id = {rows.TenantId} for no key update", ct);
        return await rows.Tenants.AsNoTracking().SingleAsync(ct);
    }
}
