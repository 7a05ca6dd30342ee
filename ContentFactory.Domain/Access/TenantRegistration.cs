using System.Text;
using ContentFactory.Domain.Billing;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ContentFactory.Domain.Access;

/// <param name="Slug">The address in links; empty to make one from the name.</param>
public sealed record NewTenant(string Name, string? Slug, string ZoneId, string Language, string PlanCode = "single", bool IsDemo = false);

/// <summary>Makes a tenant with its first company, its owner and a trial, all or nothing.</summary>
public sealed class TenantRegistration(Tenants tenants, TenantDirectory directory, TimeProvider clock)
{
    public Task<Result<OwnTenant>> CreateAsync(Guid ownerId, NewTenant request, CancellationToken ct) =>
        CreateAsync(request, Role.Owner, tenantId => Actor.System(tenantId, "registration"), (_, rows, tenant, now) =>
        {
            rows.Members.Add(new Member(tenant.Id, Ids.New(now), ownerId, MemberRole.Owner, now));
            rows.Audit(Permission.EditTenant, "tenant", tenant.Id, null, new { tenant.Name, tenant.Slug, OwnerId = ownerId }, now);
            return Task.CompletedTask;
        }, ct);

    /// <param name="role">What the person who gets the answer is in the new tenant.</param>
    /// <param name="settle">Puts the first people in, and their line into the audit log, in the same transaction.</param>
    internal async Task<Result<OwnTenant>> CreateAsync(
        NewTenant request, Role role, Func<Guid, Actor> actor, Func<IServiceProvider, AppDb, Tenant, DateTimeOffset, Task> settle, CancellationToken ct)
    {
        var name = request.Name.Trim();
        if (name.Length is 0 or > 200 || name.Any(char.IsControl))
            return Problem.Invalid(nameof(NewTenant.Name), "Access.CompanyNameMissing");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(request.ZoneId, out _))
            return Problem.Invalid(nameof(NewTenant.ZoneId), "Access.ZoneUnknown");
        var wished = request.Slug?.Trim().ToLowerInvariant();
        var slug = string.IsNullOrEmpty(wished) ? await FreeSlugs.OfAsync(directory, name, ct) : wished;
        if (!FreeSlugs.IsSlug(slug))
            return Problem.Invalid(nameof(NewTenant.Slug), "Access.SlugInvalid");
        if (await directory.SlugIsTakenAsync(slug, ct))
            return await TakenAsync(slug, ct);
        var tenantId = Ids.New(clock);
        try
        {
            await tenants.RunAsync(tenantId, actor(tenantId), services => SaveAsync(services, request with { Name = name }, slug, settle, ct));
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return await TakenAsync(slug, ct);
        }
        return new OwnTenant(tenantId, slug, name, role);
    }

    /// <summary>Lower-case Latin letters, digits and hyphens; Cyrillic is written in Latin.</summary>
    public static string SlugOf(string name)
    {
        const string cyrillic = "абвгдежзийклмнопрстуфхцчшщъыьэюяё";
        string[] latin = ["a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "h", "ts", "ch", "sh", "sch", "", "y", "", "e", "yu", "ya", "e"];
        var slug = new StringBuilder();
        foreach (var letter in name.ToLowerInvariant().Normalize(NormalizationForm.FormC))
        {
            var index = cyrillic.IndexOf(letter, StringComparison.Ordinal);
            if (index >= 0)
                slug.Append(latin[index]);
            else if (char.IsAsciiLetterOrDigit(letter))
                slug.Append(letter);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }
        var text = slug.ToString().Trim('-');
        return text.Length switch { 0 => "company", > 40 => text[..40].Trim('-'), _ => text };
    }

    private static async Task SaveAsync(
        IServiceProvider services, NewTenant request, string slug, Func<IServiceProvider, AppDb, Tenant, DateTimeOffset, Task> settle, CancellationToken ct)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        await using var db = await services.GetRequiredService<Db>().OpenAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var (tenantId, planId) = (db.TenantId, await db.Plans.Where(p => p.Code == request.PlanCode).Select(p => p.Id).SingleAsync(ct));
        var tenant = new Tenant(tenantId, request.Name, slug, request.ZoneId, request.Language, now) { IsDemo = request.IsDemo };
        db.Tenants.Add(tenant);
        db.Companies.Add(new Company(tenantId, Ids.New(now), 1, request.Name, slug, request.Language, now));
        db.Subscriptions.Add(request.IsDemo ? Subscription.GivenByHand(tenantId, Ids.New(now), planId, now) : Subscription.Trial(tenantId, Ids.New(now), planId, now));
        await db.SaveChangesAsync(ct);
        await settle(services, db, tenant, now);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<Problem> TakenAsync(string slug, CancellationToken ct) =>
        new(ProblemKind.Conflict, nameof(NewTenant.Slug), "Access.SlugTaken", slug, await FreeSlugs.OfAsync(directory, slug, ct));
}
