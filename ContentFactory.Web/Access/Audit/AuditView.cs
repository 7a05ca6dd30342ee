using ContentFactory.Domain.Access;
using ContentFactory.Domain.Lists;

namespace ContentFactory.Web.Access.Audit;

/// <param name="Days">How long rows are kept.</param>
public sealed record AuditView(ListPage<AuditRow> Page, IReadOnlyList<AuditPerson> People, int Days);
