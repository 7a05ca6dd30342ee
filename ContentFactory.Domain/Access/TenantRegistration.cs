using System.Text;
using ContentFactory.Domain.Billing;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Access;

/// <param name="Slug">The address in links; empty to make one from the name.</param>
public sealed record NewTenant(string Name, string? Slug, string ZoneId, string Language, string PlanCode = "single", bool IsDemo = false)
{
    public string Currency { get; init; } = "USD";
}

/// <summary>Who makes a tenant.</summary>
/// <param name="Role">What the person who gets the answer is in the new tenant.</param>
/// <param name="Claims">It is one of the actor's own tenants: they are counted, and only the first comes with a trial.</param>
/// <param name="SettleAsync">Puts the first people in, and their line into the audit log, in the same transaction.</param>
internal sealed record Founder(Role Role, Func<Guid, Actor> Actor, Origin? Origin, bool Claims, Func<IServiceProvider, AppDb, Tenant, DateTimeOffset, Task> SettleAsync);

/// <summary>Makes a tenant with its first company and its owner, all or nothing; a person's first one has a trial.</summary>
public sealed class TenantRegistration(Tenants tenants, TenantDirectory directory, IOptions<AccessOptions> options, TimeProvider clock)
{
    public Task<Result<OwnTenant>> CreateAsync(Guid ownerId, NewTenant request, CancellationToken ct) => CreateAsync(ownerId, request, null, ct);

    public Task<Result<OwnTenant>> CreateAsync(Guid ownerId, NewTenant request, Origin? origin, CancellationToken ct) =>
        CreateAsync(request, new Founder(Role.Owner, tenantId => Actor.System(tenantId, "registration") with { PersonId = ownerId }, origin, !request.IsDemo, (_, rows, tenant, now) =>
        {
            rows.Members.Add(new Member(tenant.Id, Ids.New(now), ownerId, MemberRole.Owner, now));
            rows.Audit(Permission.EditTenant, "tenant", tenant.Id, null, new { tenant.Name, tenant.Slug, OwnerId = ownerId }, now);
            return Task.CompletedTask;
        }), ct);

    internal async Task<Result<OwnTenant>> CreateAsync(NewTenant typed, Founder founder, CancellationToken ct)
    {
        var request = typed with { Name = typed.Name.Trim(), Slug = typed.Slug?.Trim().ToLowerInvariant() is { Length: > 0 } wished ? wished : null };
        if (Fault(request) is { } fault)
            return fault;
        if (request.Slug is { } taken && await directory.SlugIsTakenAsync(taken, ct))
            return await TakenAsync(taken, ct);
        for (var tries = 1; ; tries++)
        {
            var slug = request.Slug ?? await FreeSlugs.OfAsync(directory, request.Name, ct);
            var tenantId = Ids.New(clock);
            try
            {
                var refusal = await tenants.RunAsync(tenantId, founder.Actor(tenantId), services => SaveAsync(services, request, slug, founder, ct), founder.Origin);
                return refusal is null ? new OwnTenant(tenantId, slug, request.Name, founder.Role) : refusal;
            }
            catch (DbUpdateException e) when (FreeSlugs.IsTakenMeanwhile(e))
            {
                // an address that nobody asked for gives way to the next one
                if (request.Slug is not null || tries == FreeSlugs.Tries)
                    return await TakenAsync(slug, ct);
            }
        }
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

    private static Problem? Fault(NewTenant request)
    {
        if (TenantName.Check(request.Name) is { Ok: false } name)
            return name.Problem;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(request.ZoneId, out _))
            return Problem.Invalid(nameof(NewTenant.ZoneId), "Access.ZoneUnknown");
        if (!TenantProfile.Languages.Contains(request.Language))
            return Problem.Invalid(nameof(NewTenant.Language), "Access.LanguageUnknown");
        if (!TenantProfile.Currencies.Contains(request.Currency))
            return Problem.Invalid(nameof(NewTenant.Currency), "Access.CurrencyUnknown");
        return request.Slug is { } slug && !FreeSlugs.IsSlug(slug) ? Problem.Invalid(nameof(NewTenant.Slug), "Access.SlugInvalid") : null;
    }

    private async Task<Problem?> SaveAsync(IServiceProvider services, NewTenant request, string slug, Founder founder, CancellationToken ct)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        await using var rows = await services.GetRequiredService<Db>().OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        var claim = founder.Claims ? await TenantClaim.TakeAsync(rows, ct) : new TenantClaim(0, Trial: true);
        if (claim.Owned >= options.Value.OwnTenants)
            return Problem.Limit("Access.OwnTenantsFull", options.Value.OwnTenants);
        var tenant = new Tenant(rows.TenantId, request.Name, slug, request.ZoneId, request.Language, now) { IsDemo = request.IsDemo, Currency = request.Currency };
        rows.Tenants.Add(tenant);
        rows.Companies.Add(new Company(tenant.Id, Ids.New(now), 1, request.Name, slug, request.Language, now));
        if (claim.Trial)
            await SubscribeAsync(rows, request, now, ct);
        await rows.SaveChangesAsync(ct);
        await founder.SettleAsync(services, rows, tenant, now);
        await rows.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return null;
    }

    private static async Task SubscribeAsync(AppDb rows, NewTenant request, DateTimeOffset now, CancellationToken ct)
    {
        var planId = await rows.Plans.Where(p => p.Code == request.PlanCode).Select(p => p.Id).SingleAsync(ct);
        rows.Subscriptions.Add(request.IsDemo ? Subscription.GivenByHand(rows.TenantId, Ids.New(now), planId, now) : Subscription.Trial(rows.TenantId, Ids.New(now), planId, now));
    }

    private async Task<Problem> TakenAsync(string slug, CancellationToken ct) =>
        new(ProblemKind.Conflict, nameof(NewTenant.Slug), "Access.SlugTaken", slug, await FreeSlugs.OfAsync(directory, slug, ct));
}
