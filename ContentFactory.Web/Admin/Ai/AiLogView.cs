using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Lists;

namespace ContentFactory.Web.Admin.Ai;

public sealed record AiLogView(ListPage<AiLogRow> Page, IReadOnlyList<string> Models, AiLogSum Sum);

public sealed record PricesView(IReadOnlyList<PriceRow> Prices);
