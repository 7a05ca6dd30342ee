using ContentFactory.Domain.Admin;
using ContentFactory.Domain.Lists;

namespace ContentFactory.Web.Admin;

/// <summary>One page of tenants, and who may be assigned to them.</summary>
public sealed record TenantsView(ListPage<TenantRow> Page, IReadOnlyList<ManagerChoice> Managers);

/// <summary>What a search found, and the tenant that was taken from it.</summary>
public sealed record AttachView(IReadOnlyList<TenantRow> Found, TenantRow? Chosen);
