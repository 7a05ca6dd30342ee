using ContentFactory.Domain.Admin;
using ContentFactory.Domain.Admin.ViewAs;

namespace ContentFactory.Web.Admin.ViewAs;

/// <summary>What a search found, or the tenant that was taken from it, and through whose eyes it may be looked at.</summary>
public sealed record ViewAsView(IReadOnlyList<TenantRow> Found, TenantRow? Tenant, IReadOnlyList<ViewablePerson> People);
