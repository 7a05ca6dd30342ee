using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Lists;

namespace ContentFactory.Web.Content;

/// <param name="Tags">In use.</param>
public sealed record ContentData(ListPage<PostRow> Page, IReadOnlyList<CompanyOption> Companies, IReadOnlyList<string> Tags);
