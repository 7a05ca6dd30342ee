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
        for (var tries = 1; ; tries++)
        {
            var slug = read.Value.Slug ?? await FreeSlugs.OfAsync(directory, read.Value.Name, ct);
            var added = await AddAsync(read.Value, slug, ct);
            // an address that nobody asked for gives way to the next one
            if (added.Ok || read.Value.Slug is not null || tries == FreeSlugs.Tries || added.Problem.TextKey != "Access.SlugTaken")
                return added;
        }
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
        if (read.Value.LogoMediaId != company.LogoMediaId && await NoPictureAsync(rows, read.Value, ct))
            return NoLogo;
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

    private async Task<Result<Guid>> AddAsync(CompanyEntry entry, string slug, CancellationToken ct)
    {
        if (await directory.SlugIsTakenAsync(slug, ct))
            return await TakenAsync(slug, ct);
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        var tenant = await rows.TakeTenantAsync(ct);
        if (Unknown(entry, tenant.Platforms) is { } unknown)
            return unknown;
        if (await NoPictureAsync(rows, entry, ct))
            return NoLogo;
        var (now, number) = (clock.GetUtcNow(), await rows.Companies.MaxAsync(c => (int?)c.Number, ct) + 1 ?? 1);
        var company = new Company(actor.TenantId, Ids.New(now), number, entry.Name, slug, tenant.Language, now);
        company.Change(entry with { Slug = slug });
        rows.Companies.Add(company);
        rows.Audit(Permission.EditCompanies, "company", company.Id, null, company.Entry, now);
        if (await SaveAsync(rows, slug, ct) is { } problem)
            return problem;
        await CompanyDefaults.InterestsAsync(rows, company.Id, tenant.Interests, tenant.Language, now, ct);
        await transaction.CommitAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Companies);
        if (tenant.Interests.Length > 0)
            changes.Notify(actor.TenantId, ChangeTopics.Trends);
        return company.Id;
    }

    private static Problem NoLogo => Problem.Invalid(nameof(CompanyEntry.LogoMediaId), "Access.LogoNoPicture");

    private static async Task<bool> NoPictureAsync(AppDb rows, CompanyEntry entry, CancellationToken ct) =>
        entry.LogoMediaId is { } logo && !await rows.Pictures.AnyAsync(m => m.Id == logo, ct);

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
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation })
        {
            // the file was deleted meanwhile
            return NoLogo;
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
