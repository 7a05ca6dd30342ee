using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Web.Ui;

namespace ContentFactory.Web.Admin.Ai;

public sealed partial class PricesPage
{
    private static readonly string[] Fields = [nameof(PriceEntry.Model), nameof(PriceEntry.ValidFrom), nameof(PriceEntry.Input), nameof(PriceEntry.CachedInput), nameof(PriceEntry.Output), nameof(PriceEntry.Source)];

    private Sheet? sheet;
    private bool inSheet;
    private DateOnly? from;
    private string model = "";
    private string input = "";
    private string cached = "";
    private string output = "";
    private string source = "";
    private AiUnit unit;

    private IReadOnlyList<Crumb> Way => [new(T["AiLog_Title"], "/admin/ai")];

    protected override async Task<Result<PricesView>> ReadAsync(CancellationToken ct) => new PricesView(await Desk.ListAsync(ct));

    private static string Sum(decimal? price) => price?.ToString("0.####", CultureInfo.CurrentCulture) ?? "";

    /// <summary>Only tokens have three prices.</summary>
    private static decimal? OfTokens(PriceRow price, decimal? sum) => price.Unit is AiUnit.MillionTokens ? sum : null;

    /// <summary>A changed price holds from today on; what was counted before keeps the old one.</summary>
    private async Task OpenAsync(PriceRow? price)
    {
        (Problem, inSheet, from) = (null, true, DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime));
        (model, input, cached, output, source) = (price?.Model ?? "", Sum(price?.Input), Sum(price?.CachedInput), Sum(price?.Output), "");
        unit = price?.Unit ?? AiUnit.MillionTokens;
        StateHasChanged();
        await sheet!.OpenAsync();
    }

    private async Task SaveAsync()
    {
        if (await DoAsync(() => Desk.SetAsync(new PriceEntry(model, from, input, cached, output, source, unit), Leaving)))
            await sheet!.CloseAsync();
    }

    private Task RemoveAsync(string of, DateOnly day) => DoAsync(() => Desk.RemoveAsync(of, day, Leaving));
}
