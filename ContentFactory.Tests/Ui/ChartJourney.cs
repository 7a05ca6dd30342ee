using System.Text;
using System.Text.RegularExpressions;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Ui;

/// <summary>The gallery of charts in a real browser: what is drawn, what is taken away as a file.</summary>
public sealed class ChartJourney : IAsyncLifetime
{
    private ShellHost host = null!;

    public async Task InitializeAsync() => host = await ShellHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData(Screen.Desktop, false, "en")]
    [InlineData(Screen.Desktop, true, "ru")]
    [InlineData(Screen.Phone, false, "ru")]
    [InlineData(Screen.Phone, true, "en")]
    internal Task Every_chart_fits_and_names_on_the_axis_stay_apart(Screen screen, bool dark, string language) => Browser.JourneyAsync(host.Address, screen, async page =>
    {
        await OpenAsync(page);
        await Browser.ShotAsync(page, $"charts-{screen}-{(dark ? "dark" : "light")}");
        Assert.False(await Browser.OverflowsAsync(page));
        Assert.Equal(1, await page.Locator("script[src*=apexcharts]").CountAsync());
        Assert.Equal("", await page.EvaluateAsync<string>("""
            () => [...document.querySelectorAll('.apexcharts-xaxis')].flatMap(axis => {
              const names = [...axis.querySelectorAll('text')].filter(text => text.textContent.trim()).map(text => [text.querySelector('tspan').textContent, text.getBoundingClientRect()]);
              return names.slice(1).filter(([, box], i) => names[i][1].right > box.left).map(([name]) => name);
            }).join()
            """));
        if (screen == Screen.Phone)
            Assert.Equal(0, await page.Locator(".chart :is(button, summary):visible").EvaluateAllAsync<int>("all => all.filter(e => e.getBoundingClientRect().height < 32).length"));
    }, language, dark);

    [Fact]
    public Task Tips_say_the_whole_label_and_what_the_table_says() => Browser.JourneyAsync(host.Address, Screen.Desktop, async page =>
    {
        await OpenAsync(page);
        var chart = Chart(page, "Revenue by day");
        await chart.Locator(".chart-canvas svg").First.HoverAsync();
        var tip = chart.Locator(".apexcharts-tooltip.apexcharts-active");
        await Expect(tip).ToBeVisibleAsync();
        var label = await tip.Locator(".apexcharts-tooltip-title").InnerTextAsync();
        var row = chart.Locator("tbody tr").Filter(new() { Has = page.Locator($"th:text-is('{label}')") });
        Assert.Equal(await row.Locator("td").AllTextContentsAsync(), await tip.Locator(".apexcharts-tooltip-text-y-value").AllTextContentsAsync());
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task Names_with_markup_stay_words(int place) => Browser.JourneyAsync(host.Address, Screen.Desktop, async page =>
    {
        await OpenAsync(page);
        var chart = page.Locator(".chart").Filter(new() { HasText = "Names with markup" }).Nth(place);
        await chart.ScrollIntoViewIfNeededAsync();
        var box = (await chart.Locator(place == 0 ? ".chart-canvas svg" : ".apexcharts-pie-area").First.BoundingBoxAsync())!;
        // within the ring of a donut
        await page.Mouse.MoveAsync(box.X + box.Width * 0.86f, box.Y + box.Height / 2);
        var tip = chart.Locator(".apexcharts-tooltip.apexcharts-active");
        await Expect(tip).ToBeVisibleAsync();
        Assert.Equal(0, await tip.Locator("b, i").CountAsync());
        await Expect(tip).ToContainTextAsync(new Regex("<b>bold</b>|a < b & c"));
    });

    [Fact]
    public Task Bars_that_count_something_else_have_a_scale_of_their_own() => Browser.JourneyAsync(host.Address, Screen.Desktop, async page =>
    {
        await OpenAsync(page);
        var chart = Chart(page, "Posts and reach on two scales");
        await Expect(chart.Locator(".apexcharts-yaxis:visible")).ToHaveCountAsync(2);
        // three of the bars' scale are seen beside thousands
        Assert.True(await chart.Locator(".apexcharts-bar-series path").EvaluateAllAsync<double>("bars => Math.max(...bars.map(bar => bar.getBoundingClientRect().height))") > 60);
    });

    [Fact]
    public Task The_drawing_follows_the_theme_without_a_reload() => Browser.JourneyAsync(host.Address, Screen.Desktop, async page =>
    {
        await OpenAsync(page);
        var light = await AxisAsync(page);
        Assert.Equal(await InkAsync(page), light);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Eventually.BecomesAsync(() => AxisAsync(page), ink => ink != light);
        Assert.Equal(await InkAsync(page), await AxisAsync(page));
        await page.EvaluateAsync("() => { document.documentElement.dataset.theme = 'light'; document.dispatchEvent(new CustomEvent('themechange')); }");
        await Eventually.BecomesAsync(() => AxisAsync(page), ink => ink == light);
    });

    [Fact]
    public Task A_press_on_the_legend_takes_a_series_out_and_back() => Browser.JourneyAsync(host.Address, Screen.Desktop, async page =>
    {
        await OpenAsync(page);
        var chart = Chart(page, "Last week · Line");
        await Expect(chart.Locator(".apexcharts-series")).ToHaveCountAsync(2);
        var entry = chart.GetByRole(AriaRole.Button, new() { Name = "Views" });
        await entry.ClickAsync();
        await Expect(chart.Locator(".apexcharts-series")).ToHaveCountAsync(1);
        await Expect(entry).ToHaveAttributeAsync("aria-pressed", "false");
        await entry.ClickAsync();
        await Expect(chart.Locator(".apexcharts-series")).ToHaveCountAsync(2);
    });

    [Fact]
    public Task Numbers_come_as_a_file_that_runs_no_formula() => Browser.JourneyAsync(host.Address, Screen.Phone, async page =>
    {
        await OpenAsync(page);
        var (name, bytes) = await TakeAsync(page, page.Locator(".chart").Filter(new() { HasText = "=1+1" }).First, "Numbers (CSV)");
        Assert.Equal("Last-week-Line.csv", name);
        Assert.Equal("\uFEFF,Views\r\n'=1+1,7\r\n", Encoding.UTF8.GetString(bytes));
        (name, bytes) = await TakeAsync(page, Chart(page, "From a view to an order"), "Numbers (CSV)");
        Assert.Equal("From-a-view-to-an-order.csv", name);
        Assert.StartsWith("\uFEFF,Views,Period before,Of the first step (%),Of the step before (%)\r\nSaw the post,4210,3900,100,\r\nOpened the link,1263,1400,30,30\r\n", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        (_, bytes) = await TakeAsync(page, Chart(page, "When people react"), "Numbers (CSV)");
        Assert.Equal(26, Encoding.UTF8.GetString(bytes).Split("\r\n").Length);
    });

    [Theory]
    [InlineData("Revenue by day", "Revenue-by-day.png", 3)]
    [InlineData("Last week · Donut", "Last-week-Donut.png", 7)]
    [InlineData("When people react", "When-people-react.png", 20)]
    [InlineData("From a view to an order", "From-a-view-to-an-order.png", 3)]
    public Task A_picture_comes_at_twice_its_size_with_its_colours(string title, string file, int colours) => Browser.JourneyAsync(host.Address, Screen.Desktop, async page =>
    {
        await OpenAsync(page);
        var chart = Chart(page, title);
        var (name, bytes) = await TakeAsync(page, chart, "Picture (PNG)");
        await File.WriteAllBytesAsync(Path.Combine(Browser.Shots, file), bytes);
        Assert.Equal(file, name);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], bytes[..4]);
        var seen = await page.EvaluateAsync<int[]>("""
            async source => {
              const image = new Image();
              image.src = 'data:image/png;base64,' + source;
              await image.decode();
              const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
              const pen = canvas.getContext('2d');
              pen.drawImage(image, 0, 0);
              const counts = new Map();
              for (const pixel of new Uint32Array(pen.getImageData(0, 0, image.width, image.height).data.buffer)) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
              const inked = (from, to) => new Set(new Uint32Array(pen.getImageData(0, from, image.width, to - from).data.buffer)).size;
              // colours of an area, not of the edges of letters; and whether the title is there
              return [image.width, image.height, [...counts.values()].filter(count => count > 200).length, inked(0, 90)];
            }
            """, Convert.ToBase64String(bytes));
        var box = (await chart.BoundingBoxAsync())!;
        Assert.InRange(seen[0], (box.Width * 2) - 2, (box.Width * 2) + 2);
        Assert.InRange(seen[1], 300, box.Height * 2);
        Assert.InRange(seen[2], colours, 2000);
        Assert.InRange(seen[3], 10, 2000);
    });

    [Fact]
    public async Task Heat_map_funnel_and_sparkline_stand_before_any_script()
    {
        using var client = host.Client("en");
        var page = await client.GetStringAsync("/dev/ui/charts");
        Assert.Contains("title=\"Tuesday, 05:00: 0.0%\"", page, StringComparison.Ordinal);
        Assert.Contains("30.0% went on", page, StringComparison.Ordinal);
        Assert.Contains("from 12 to 40", page, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_touched_cell_says_its_words() => Browser.JourneyAsync(host.Address, Screen.Phone, async page =>
    {
        await OpenAsync(page);
        var chart = Chart(page, "When people react");
        await chart.GetByTitle("Tuesday, 05:00: 0.0%").TapAsync();
        await Expect(chart.Locator("[data-chart-said]")).ToHaveTextAsync("Tuesday, 05:00: 0.0%");
    });

    private static ILocator Chart(IPage page, string title) => page.Locator(".chart").Filter(new() { Has = page.Locator($"figcaption:text-is('{title}')") }).First;

    private static async Task OpenAsync(IPage page)
    {
        await page.GotoAsync("/dev/ui/charts");
        await Browser.LiveAsync(page);
        await page.WaitForFunctionAsync("() => document.fonts.status === 'loaded' && [...document.querySelectorAll('.chart-canvas')].every(e => e.querySelector('svg .apexcharts-series'))");
    }

    private static async Task<(string Name, byte[] Bytes)> TakeAsync(IPage page, ILocator chart, string what)
    {
        // a menu closes when the page is scrolled, so the page comes to rest first
        await chart.Locator(".menu summary").EvaluateAsync("e => { e.scrollIntoView({ block: 'center' }); return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))); }");
        await chart.Locator(".menu summary").ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => chart.GetByRole(AriaRole.Button, new() { Name = what }).ClickAsync());
        return (download.SuggestedFilename, await File.ReadAllBytesAsync(await download.PathAsync()));
    }

    private static Task<string> AxisAsync(IPage page) => page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('.apexcharts-yaxis-label')).fill");

    private static Task<string> InkAsync(IPage page) => page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('.chart summary')).color");
}
