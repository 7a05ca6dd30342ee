using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;

namespace ContentFactory.Web.Content;

public sealed record ContentData(PostList Page, IReadOnlyList<CompanyOption> Companies);
