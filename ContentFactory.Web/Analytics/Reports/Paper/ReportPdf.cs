using System.Globalization;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Printing;
using ContentFactory.Web.Analytics.Overview;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Analytics.Reports.Paper;

/// <summary>A report on paper, in the look of the company: what it came to, how the days went, where, when and with which posts, and what the figures mean.</summary>
internal sealed class ReportPdf(IStringLocalizer<Overview.Texts> book, IStringLocalizer<Texts> texts, IStringLocalizer<Ui.Texts> words)
{
    private const string NeutralPrimary = "2b2f3a";
    private const string NeutralSecondary = "8a90a3";

    /// <param name="pictures">Small ones of posts, by <see cref="PostNumbers.ThumbId"/>.</param>
    public byte[] Write(ReportContent content, IReadOnlyDictionary<Guid, byte[]> pictures, CancellationToken ct)
    {
        using var pages = new PrintDocument(Frame(content), ct);
        var brand = Brand(content);
        pages.Break();
        new PaperTiles(pages, texts).Write(content, brand.Primary);
        if (!content.Numbers.Now.HasAny && content.Numbers.Days.All(d => !d.Numbers.HasAny))
            pages.Say(texts["Paper_Empty"]);
        else
            WriteBody(pages, content, pictures, brand);
        WriteDefinitions(pages, content);
        return pages.Save();
    }

    private void WriteBody(PrintDocument pages, ReportContent content, IReadOnlyDictionary<Guid, byte[]> pictures, PrintBrand brand)
    {
        var numbers = content.Numbers;
        var steps = ChartSteps.Of(numbers, CultureInfo.CurrentCulture.DateTimeFormat.FirstDayOfWeek);
        new PaperChart(pages, texts).Write(steps, book.Name(Figure.Views), book.Name(Figure.Posts), Drawn(brand.Primary), ChartSteps.AreWeeks(numbers.Period));
        var tables = new PaperTables(pages, texts, book);
        pages.Break();
        tables.WriteDays(steps, ChartSteps.AreWeeks(numbers.Period));
        pages.Break();
        tables.WriteChannels(numbers);
        tables.WriteKinds(numbers);
        if (numbers.Hours.Cells.Count > 0)
            new PaperHours(pages, texts, book).Write(numbers, Drawn(brand.Primary));
        if (numbers.Top.Count > 0)
            new PaperPosts(pages, texts, book).Write(numbers, pictures);
    }

    private void WriteDefinitions(PrintDocument pages, ReportContent content)
    {
        pages.Break();
        pages.Heading(texts["Paper_Definitions"]);
        new PrintTable(pages, [new(texts["Column_Figure"], 1.2), new(texts["Column_Meaning"], 3.4), new(texts["Column_Formula"], 2)])
            .Write([new PrintGroup(null, null, [.. content.Definitions.Rows.Select(r => new PrintRow([new(r[0].Text!, Strong: true), r[1].Text!, new(r[2].Text!, PrintColour.Soft)]))])]);
    }

    private PrintFrame Frame(ReportContent content) => new(
        content.Brand.Name == content.Brand.Tenant ? content.Brand.Name : texts["Paper_Owner", content.Brand.Name, content.Brand.Tenant].Value, $"{content.Title} · {content.Days}", content.Facts,
        words["Print_Made", $"{ZonedText.Moment(content.MadeAt, content.Numbers.ZoneId)} ({ZonedText.Zone(content.MadeAt, content.Numbers.ZoneId)})"],
        (page, of) => words["Print_Page", page, of], CultureInfo.CurrentUICulture.Name, content.MadeAt)
    {
        Brand = Brand(content),
    };

    private static PrintBrand Brand(ReportContent content)
    {
        var primary = PrintColour.OfHex(content.Brand.Primary ?? NeutralPrimary);
        var second = content.Brand.Secondary ?? content.Brand.Primary;
        return new(primary, second is null ? PrintColour.OfHex(NeutralSecondary) : PrintColour.OfHex(second), content.Brand.Logo);
    }

    // what is hardly seen on white cannot carry a line
    private static PrintColour Drawn(PrintColour brand) => brand.Over == PrintColour.White ? brand : PrintColour.Info;
}
