using ContentFactory.Domain.Admin;
using ContentFactory.Domain.Admin.Plans;

namespace ContentFactory.Web.Admin.Plans;

public sealed record PlansView(IReadOnlyList<PlanRow> Plans);

/// <summary>What a search found, or the tenant that was taken from it with what it has.</summary>
public sealed record GiveView(IReadOnlyList<TenantRow> Found, TenantRow? Chosen, CurrentGrant? Current, IReadOnlyList<PlanRow> Plans);
