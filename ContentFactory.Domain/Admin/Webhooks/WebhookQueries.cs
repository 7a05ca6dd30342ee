using ContentFactory.Domain.Access;
using ContentFactory.Domain.Lists;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Admin.Webhooks;

/// <param name="Changing">Only those whose former key is accepted beside the new one; null asks for all.</param>
public sealed record WebhookFilter(bool? Changing = null, ListQuery? List = null);

/// <summary>A company that outside systems may prove themselves to. Of its key only what is shown everywhere.</summary>
public sealed record WebhookRow
{
    public Guid CompanyId { get; init; }
    public string Company { get; init; } = "";
    public string Tenant { get; init; } = "";
    public string Slug { get; init; } = "";
    public string Masked { get; init; } = "";
    public DateTimeOffset MadeAt { get; init; }

    /// <summary>Until then the key before is accepted too; null where it is over.</summary>
    public DateTimeOffset? FormerUntil { get; init; }
}

/// <summary>The webhook keys of all tenants.</summary>
public sealed class WebhookQueries(AccessDb db, Actor actor)
{
    public async Task<ListPage<WebhookRow>> ListAsync(WebhookFilter filter, CancellationToken ct)
    {
        actor.Demand(Permission.ViewInstallation);
        var rows = db.Database.SqlQuery<WebhookRow>(
            $"""
            select s.company_id as "CompanyId", c.name as "Company", t.name as "Tenant", t.slug as "Slug", s.masked as "Masked", s.made_at as "MadeAt",
                   case when s.former_until > app_now() then s.former_until end as "FormerUntil"
            from webhook_secrets s
            join tenants t on t.id = s.tenant_id
            join companies c on c.tenant_id = s.tenant_id and c.id = s.company_id
            """);
        if (filter.Changing is { } changing)
            rows = rows.Where(r => (r.FormerUntil != null) == changing);
        if (!string.IsNullOrWhiteSpace(filter.List?.Search) && LikePattern.Of(filter.List.Search) is var pattern)
            rows = rows.Where(r => EF.Functions.ILike(r.Company, pattern, LikePattern.Escape) || EF.Functions.ILike(r.Tenant, pattern, LikePattern.Escape) || EF.Functions.ILike(r.Slug, pattern, LikePattern.Escape));
        return await rows.PageAsync(filter.List ?? ListQuery.First, Order, r => r, ct);
    }

    private static Sorting<WebhookRow> Order => new Sorting<WebhookRow>(r => r.CompanyId).By("made", r => r.MadeAt, descending: true).By("company", r => r.Company).By("tenant", r => r.Tenant);
}
