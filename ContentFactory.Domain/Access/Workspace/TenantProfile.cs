using System.Text.RegularExpressions;
using ContentFactory.Domain.Billing;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Access;

/// <summary>The tenant as its people read it.</summary>
/// <param name="Version">What was read, for <see cref="TenantEdit"/>.</param>
public sealed record TenantCard(
    string Name, string Slug, string ZoneId, string Language, string Currency, string[] Interests, string[] Platforms,
    TenantStatus Status, string? Manager, DateTimeOffset CreatedAt, uint Version)
{
    /// <summary>Null without a plan: the limits of the smallest one hold.</summary>
    public SubscriptionStatus? Plan { get; init; }

    public DateTimeOffset? PlanEndsAt { get; init; }
}

/// <summary>All that an owner may change. Address, status and manager are not among it.</summary>
/// <param name="Version">Of the card that was edited: what somebody else changed meanwhile is not overwritten.</param>
public sealed record TenantEdit(string Name, string ZoneId, string Language, string Currency, string[] Interests, string[] Platforms, uint Version);

public sealed partial class TenantProfile(Db db, Actor actor, Changes changes, TimeProvider clock)
{
    public const int MostInterests = 30;
    public const int LongestInterest = 60;

    public static readonly IReadOnlyList<string> Languages = ["ru", "en"];

    /// <summary>Of what a tenant counts its money in.</summary>
    public static readonly IReadOnlyList<string> Currencies =
        ["USD", "EUR", "RUB", "GBP", "CHF", "AED", "AMD", "AUD", "BRL", "BYN", "CAD", "CNY", "CZK", "GEL", "ILS", "INR", "JPY", "KGS", "KZT", "MDL", "PLN", "RSD", "TJS", "TRY", "UAH", "UZS"];

    public async Task<TenantCard> ReadAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ViewTenant);
        await using var rows = await db.OpenAsync(ct);
        var plan = await rows.Subscriptions.AsNoTracking()
            .Where(s => s.Status == SubscriptionStatus.Trial || s.Status == SubscriptionStatus.Active || s.Status == SubscriptionStatus.PastDue)
            .Select(s => new { s.Status, s.EndsAt }).SingleOrDefaultAsync(ct);
        var card = await rows.Tenants.AsNoTracking().Select(t => new TenantCard(
            t.Name, t.Slug, t.ZoneId, t.Language, t.Currency, t.Interests, t.Platforms, t.Status,
            rows.People.Where(p => p.Id == t.ManagerId).Select(p => p.DisplayName).FirstOrDefault(), t.CreatedAt, EF.Property<uint>(t, "xmin"))).SingleAsync(ct);
        return card with { Plan = plan?.Status, PlanEndsAt = plan?.EndsAt };
    }

    public async Task<Result> EditAsync(TenantEdit request, CancellationToken ct)
    {
        actor.Demand(Permission.EditTenant);
        var edit = request with
        {
            Name = request.Name.Trim(), ZoneId = request.ZoneId.Trim(), Platforms = [.. request.Platforms.Distinct()],
            Interests = [.. request.Interests.Select(PlainText.Line).Where(i => i.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)],
        };
        if (Fault(edit) is { } fault)
            return fault;
        await using var rows = await db.OpenAsync(ct);
        var tenant = await rows.Tenants.SingleAsync(ct);
        rows.Entry(tenant).Property<uint>("xmin").OriginalValue = edit.Version;
        var before = AuditedTenant.Of(tenant);
        tenant.Describe(edit);
        rows.Audit(Permission.EditTenant, "tenant", tenant.Id, before, AuditedTenant.Of(tenant), clock.GetUtcNow());
        try
        {
            await rows.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problem.Conflict("Access.ChangedMeanwhile");
        }
        changes.Notify(actor.TenantId, ChangeTopics.Settings);
        return Result.Done;
    }

    private static Problem? Fault(TenantEdit edit)
    {
        if (TenantName.Check(edit.Name) is { Ok: false } name)
            return name.Problem;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(edit.ZoneId, out _))
            return Problem.Invalid(nameof(TenantEdit.ZoneId), "Access.ZoneUnknown");
        if (!Languages.Contains(edit.Language))
            return Problem.Invalid(nameof(TenantEdit.Language), "Access.LanguageUnknown");
        if (!Currencies.Contains(edit.Currency))
            return Problem.Invalid(nameof(TenantEdit.Currency), "Access.CurrencyUnknown");
        if (edit.Interests.Length > MostInterests || edit.Interests.Any(i => i.Length > LongestInterest))
            return Problem.Invalid(nameof(TenantEdit.Interests), "Access.InterestsTooMany", MostInterests, LongestInterest);
        return edit.Platforms.Length > 50 || !edit.Platforms.All(PlatformKey().IsMatch)
            ? Problem.Invalid(nameof(TenantEdit.Platforms), "Access.PlatformUnknown") : null;
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9_]{0,19}\z")]
    private static partial Regex PlatformKey();
}

/// <summary>What the audit log keeps of an edited tenant.</summary>
internal sealed record AuditedTenant(string Name, string ZoneId, string Language, string Currency, string[] Interests, string[] Platforms)
{
    public static AuditedTenant Of(Tenant t) => new(t.Name, t.ZoneId, t.Language, t.Currency, t.Interests, t.Platforms);
}
