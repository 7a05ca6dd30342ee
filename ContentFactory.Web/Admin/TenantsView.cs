using ContentFactory.Domain.Admin;
using ContentFactory.Domain.Lists;

namespace ContentFactory.Web.Admin;

/// <summary>One page of tenants, who may be assigned to them, and the codes of the plans there are.</summary>
public sealed record TenantsView(ListPage<TenantRow> Page, IReadOnlyList<ManagerChoice> Managers, IReadOnlyList<string> Plans);

/// <summary>What a search found, and the tenant that was taken from it.</summary>
public sealed record AttachView(IReadOnlyList<TenantRow> Found, TenantRow? Chosen);
