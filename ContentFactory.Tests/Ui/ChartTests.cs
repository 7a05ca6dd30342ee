using System.Globalization;
using System.Text;
using Bunit;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace ContentFactory.Tests.Ui;

public sealed class ChartTests : IDisposable
{
    private static readonly ChartSpec Week = new(ChartKind.Line, ["Mon", "Tue"], [new("Views", [1, null])], "Last week", "min");
    private static readonly ChartSpec Steps = new(ChartKind.Funnel, ["Saw", "Opened", "Asked", "Paid"], [new("People", [2000, 500, null, 0])], "Steps");
    private readonly BunitContext context = new();

    public ChartTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddLocalization();
    }

    public void Dispose() => context.Dispose();

    [Fact]
    public void Table_holds_the_numbers_of_the_chart() => Render(Week).Find("tbody").MarkupMatches("""
        <tbody>
          <tr><th scope="row">Mon</th><td class="number">1 min</td></tr>
          <tr><th scope="row">Tue</th><td class="number">–</td></tr>
        </tbody>
        """);

    [Fact]
    public async Task Draws_once_updates_on_change_and_disposes()
    {
        var module = context.JSInterop.SetupModule("./js/chart.js");
        var drawing = module.SetupModule("draw", _ => true);
        drawing.SetupVoid("update", _ => true).SetVoidResult();
        drawing.SetupVoid("dispose", _ => true).SetVoidResult();
        var chart = Render(Week);
        chart.Render(parameters => parameters.Add(part => part.Spec, Week));
        chart.Render(parameters => parameters.Add(part => part.Spec, Week with { Title = "This week" }));
        await context.DisposeComponentsAsync();
        Assert.Equal(["update", "dispose"], drawing.Invocations.Select(call => call.Identifier));
    }

    [Theory]
    [InlineData("en", null, "1,234.57", "0.04")]
    [InlineData("ru", null, "1 234,57", "0,04")]
    [InlineData("en", "places", "1,234.6", "0.0")]
    [InlineData("ru", "places", "1 234,6", "0,0")]
    [InlineData("en", "percent", "123,456.7%", "4.2%")]
    [InlineData("ru", "percent", "123 456,7 %", "4,2 %")]
    [InlineData("en", "money", "$1,234.57", "$0.04")]
    [InlineData("ru", "money", "1 234,57 $", "0,04 $")]
    [InlineData("en", "seconds", "20:35", "0 s")]
    [InlineData("ru", "seconds", "20:35", "0 с")]
    public void Numbers_are_written_as_the_reader_writes_them(string language, string? format, string large, string small)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var chart = Render(new(ChartKind.Bar, ["a", "b"], [new("Views", [1234.567, 0.042])], "Numbers")
        {
            Format = format switch { "places" => ChartFormat.Decimals(1), "percent" => ChartFormat.Percent(), "money" => ChartFormat.Money("USD"), "seconds" => ChartFormat.Seconds, _ => null },
        });
        Assert.Equal([large, small], chart.FindAll("td.number").Select(cell => cell.TextContent.Replace('\u00A0', ' ').Replace('\u202F', ' ')));
    }

    [Theory]
    [InlineData(8.54, "8.5 s")]
    [InlineData(59.97, "1:00")]
    [InlineData(3661.2, "1:01:01")]
    [InlineData(-75, "-1:15")]
    public void Seconds_become_minutes_and_hours(double seconds, string text)
    {
        var chart = Render(new(ChartKind.Bar, ["a"], [new("Watched", [seconds])], "Time") { Format = ChartFormat.Seconds });
        Assert.Equal(text, chart.Find("td.number").TextContent);
    }

    [Fact]
    public void A_funnel_says_shares_of_the_first_and_of_the_step_before()
    {
        var chart = Render(Steps);
        Assert.Equal(
            ["2,000|100.0%|–", "500|25.0%|25.0%", "–|–|–", "0|0.0%|–"],
            chart.FindAll("tbody tr").Select(row => string.Join('|', row.QuerySelectorAll("td").Select(cell => cell.TextContent))));
        Assert.Equal(["25.0% went on"], chart.FindAll(".went").Select(went => went.TextContent.Trim()));
        Assert.Equal(["width: 100%", "width: 25%", "width: 0%", "width: 0%"], chart.FindAll(".bar").Select(bar => bar.GetAttribute("style")));
    }

    [Fact]
    public void A_cell_of_a_heat_map_has_its_words_and_no_data_is_not_zero()
    {
        var chart = Render(new(ChartKind.HeatMap, ["17:00", "18:00"], [new("Monday", [0, null]), new("Tuesday", [0.021, 0.042])], "Hours") { Format = ChartFormat.Percent() });
        var cells = chart.FindAll(".heat .cell");
        Assert.Equal(["Monday, 17:00: 0.0%", "Monday, 18:00: no data", "Tuesday, 17:00: 2.1%", "Tuesday, 18:00: 4.2%"], cells.Select(cell => cell.GetAttribute("title")));
        Assert.Equal(["--level: 0%", null, "--level: 50%", "--level: 100%"], cells.Select(cell => cell.GetAttribute("style")));
        Assert.Equal([false, true, false, false], cells.Select(cell => cell.ClassList.Contains("none")));
        Assert.Equal("Hours", chart.Find("[role=img]").GetAttribute("aria-label"));
    }

    [Fact]
    public void A_sparkline_needs_no_script()
    {
        var chart = Render(Week with { Kind = ChartKind.Sparkline, Series = [new("Views", [3, 1, null])] });
        Assert.Equal("Last week: from 3 min to 1 min", chart.Find("svg[role=img]").GetAttribute("aria-label"));
        Assert.Empty(context.JSInterop.Invocations);
        Assert.Empty(chart.FindAll("[data-chart-picture]"));
    }

    [Theory]
    [InlineData(ChartKind.Line, null, "There are no numbers yet.")]
    [InlineData(ChartKind.Donut, 0d, "There are no numbers yet.")]
    [InlineData(ChartKind.Bar, double.NaN, "There are no numbers yet.")]
    [InlineData(ChartKind.HeatMap, null, "Nobody came.")]
    public void A_chart_without_numbers_is_a_sentence(ChartKind kind, double? value, string sentence)
    {
        var chart = context.Render<Chart>(parameters => parameters
            .Add(part => part.Spec, Week with { Kind = kind, Series = [new("Views", [value])] })
            .Add(part => part.Empty, sentence.StartsWith("There", StringComparison.Ordinal) ? null : sentence));
        Assert.Equal(sentence, chart.Find("[data-chart-empty]").TextContent);
        Assert.Empty(chart.FindAll(".chart-canvas, table, .menu, .legend"));
    }

    [Fact]
    public void Colours_follow_the_thing_and_a_comparison_its_series()
    {
        var chart = Render(Week with
        {
            Series = [new("A", [1]), new("B", [2]) { Colour = 1 }, new("B before", [2]) { IsComparison = true }, new("C", [3])],
        });
        Assert.Equal(["--tint: var(--chart-2)", "--tint: var(--chart-1)", "--tint: var(--chart-1)", "--tint: var(--chart-3)"], chart.FindAll("[data-series]").Select(entry => entry.GetAttribute("style")));
        Assert.Equal("B before", chart.Find(".swatch.pale").ParentElement!.TextContent);
    }

    [Fact]
    public void Without_the_script_the_table_stays()
    {
        context.Services.AddSingleton<IJSRuntime>(new Refusing());
        var chart = Render(Week);
        Assert.Contains("The picture could not be drawn", chart.Find(".chart-empty").TextContent, StringComparison.Ordinal);
        Assert.Equal(2, chart.FindAll("tbody tr").Count);
    }

    [Fact]
    public async Task The_file_holds_plain_numbers_in_any_language()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ru");
        var module = context.JSInterop.SetupModule("./js/chart.js");
        var saved = module.SetupVoid("save", _ => true).SetVoidResult();
        var chart = Render(new(ChartKind.Bar, ["-a", "b;\"c\""], [new("@Sum", [-1234.5, null]), new("+1", [0.1])], "Доход: 5/7 ") { Format = ChartFormat.Money("RUB") });
        await chart.Find("[data-chart-numbers]").ClickAsync(new());
        var arguments = saved.Invocations.Single().Arguments;
        Assert.Equal("Доход-5-7.csv", arguments[0]);
        var bytes = (byte[])arguments[2]!;
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        Assert.Equal(",'@Sum (RUB),'+1 (RUB)\r\n'-a,-1234.5,0.1\r\n\"b;\"\"c\"\"\",,\r\n", Encoding.UTF8.GetString(bytes[3..]));
    }

    private IRenderedComponent<Chart> Render(ChartSpec spec) => context.Render<Chart>(parameters => parameters.Add(part => part.Spec, spec));

    private sealed class Refusing : IJSRuntime
    {
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => throw new JSException("Failed to fetch dynamically imported module");

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<TValue>(identifier, args);
    }
}
