using ContentFactory.Domain.Admin;
using ContentFactory.Domain.Admin.Assignments;
using ContentFactory.Domain.Lists;

namespace ContentFactory.Web.Admin.Assignments;

/// <summary>One page of tenants, and what each manager has.</summary>
public sealed record AssignmentsView(ListPage<TenantRow> Page, IReadOnlyList<ManagerLoad> Loads);
