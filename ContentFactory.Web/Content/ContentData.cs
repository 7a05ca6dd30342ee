using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Lists;

namespace ContentFactory.Web.Content;

public sealed record ContentData(ListPage<PostRow> Page, IReadOnlyList<CompanyOption> Companies);
