using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Ai.Roles;

namespace ContentFactory.Web.Ai;

/// <param name="Models">What can be asked; none without a key.</param>
public sealed record RolesData(IReadOnlyList<RoleCard> Roles, IReadOnlyList<string> Models);

public sealed record BenchData(IReadOnlyList<CompanyOption> Companies, IReadOnlyList<RoleHistory> Roles, IReadOnlyList<string> Models);

/// <param name="Now">For the months that can be looked at.</param>
public sealed record CostsData(CostReport Report, DateTimeOffset Now);
