using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;
using ContentFactory.Web.Exports;
using ContentFactory.Web.Ui.Lists;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Radzen;
using Radzen.Blazor;

namespace ContentFactory.Tests.Bench;

/// <summary>Fifty rows by our list and by Radzen's grid: bytes and milliseconds of the prerender. And what a file of fifty thousand rows costs.</summary>
internal static class ListBench
{
    private const int Rounds = 200;

    private static readonly Line[] Lines =
        [.. Enumerable.Range(1, 50).Select(n => new Line(new Guid(n, 0, 7, [8, 0, 0, 0, 0, 0, 0, 0]), $"A post about renovation number {n}", "Ready for approval", "Studio X", "21 Nov, 10:05", n))];

    public static async Task<int> RunAsync()
    {
        await RenderAsync("DataList", tree => Ours(tree, bare: false));
        await RenderAsync("DataList without links and boxes", tree => Ours(tree, bare: true));
        await RenderAsync("RadzenDataGrid", Radzens);
        foreach (var format in new[] { ExportFormat.Csv, ExportFormat.Xlsx })
            await ExportAsync(format);
        return 0;
    }

    private static async Task RenderAsync(string name, RenderFragment fragment)
    {
        var services = new ServiceCollection().AddLogging().AddLocalization().AddSingleton(TimeProvider.System);
        services.AddRadzenComponents();
        services.AddSingleton<NavigationManager, Standing>().AddSingleton<Microsoft.JSInterop.IJSRuntime, NoScript>();
        await using var provider = services.BuildServiceProvider();
        await using var renderer = new HtmlRenderer(provider, provider.GetRequiredService<Microsoft.Extensions.Logging.ILoggerFactory>());
        var (html, times) = ("", new List<double>());
        for (var i = 0; i < Rounds; i++)
        {
            var clock = Stopwatch.StartNew();
            html = await renderer.Dispatcher.InvokeAsync(async () =>
                (await renderer.RenderComponentAsync<AfterColumns>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["ChildContent"] = fragment }))).ToHtmlString());
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        var warm = times.Skip(Rounds / 2).Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {Encoding.UTF8.GetByteCount(html)} bytes ({Zipped(html)} zipped), {warm[warm.Count / 2]:0.00} ms (median of {warm.Count}), first {times[0]:0} ms"));
    }

    private static void Ours(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder tree, bool bare)
    {
        tree.OpenComponent<DataList<Line>>(0);
        tree.AddComponentParameter(1, "Rows", Lines);
        tree.AddComponentParameter(2, "Total", 500);
        tree.AddComponentParameter(3, "PageSize", 50);
        tree.AddComponentParameter(4, "Key", (Func<Line, Guid>)(l => l.Id));
        tree.AddComponentParameter(5, "Href", bare ? null : (Func<Line, string>)(l => $"/t/x/content/{l.Id}"));
        tree.AddComponentParameter(6, "Label", "Posts");
        tree.AddComponentParameter(7, "Selectable", !bare);
        tree.AddComponentParameter(8, "Columns", (RenderFragment)(columns =>
        {
            foreach (var (title, value) in Cells)
            {
                columns.OpenComponent<ListColumn<Line>>(0);
                columns.AddComponentParameter(1, "Title", title);
                columns.AddComponentParameter(2, "Sort", title.ToLowerInvariant());
                columns.AddComponentParameter(3, "ChildContent", (RenderFragment<Line>)(line => cell => cell.AddContent(0, value(line))));
                columns.CloseComponent();
            }
        }));
        tree.CloseComponent();
    }

    private static void Radzens(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder tree)
    {
        tree.OpenComponent<RadzenDataGrid<Line>>(0);
        tree.AddComponentParameter(1, "Data", (IEnumerable<Line>)Lines);
        tree.AddComponentParameter(2, "Count", 500);
        tree.AddComponentParameter(3, "AllowPaging", true);
        tree.AddComponentParameter(4, "PageSize", 50);
        tree.AddComponentParameter(5, "AllowSorting", true);
        tree.AddComponentParameter(6, "LoadData", EventCallback.Factory.Create<LoadDataArgs>(tree, _ => { }));
        tree.AddComponentParameter(7, "Columns", (RenderFragment)(columns =>
        {
            foreach (var (title, value) in Cells)
            {
                columns.OpenComponent<RadzenDataGridColumn<Line>>(0);
                columns.AddComponentParameter(1, "Title", title);
                columns.AddComponentParameter(2, "Property", title);
                columns.AddComponentParameter(3, "Template", (RenderFragment<Line>)(line => cell => cell.AddContent(0, value(line))));
                columns.CloseComponent();
            }
        }));
        tree.CloseComponent();
    }

    private static readonly (string Title, Func<Line, object> Value)[] Cells =
        [("Title", l => l.Title), ("Status", l => l.Status), ("Company", l => l.Company), ("Changed", l => l.Changed), ("Views", l => l.Views)];

    private static async Task ExportAsync(ExportFormat format)
    {
        var file = new ExportFile("Posts", [.. Enumerable.Range(1, 8).Select(n => ($"Column {n}", n is 8 ? ExportKind.Moment : n is 7 ? ExportKind.Number : ExportKind.Text, 20))], "Europe/Moscow", "cut");
        GC.Collect();
        var (before, most) = (GC.GetTotalMemory(true), 0L);
        async IAsyncEnumerable<ExportCell[]> Rows()
        {
            for (var n = 0; n < ListExport.MostRows; n++)
            {
                if (n % 1000 == 0)
                {
                    most = Math.Max(most, GC.GetTotalMemory(true));
                    await Task.Yield();
                }
                yield return [.. Enumerable.Range(1, 6).Select(c => new ExportCell(ExportKind.Text, Text: $"Cell {c} of row {n}, long enough to be a title")), new(ExportKind.Number, Number: n), new(ExportKind.Moment, Moment: DateTimeOffset.UnixEpoch.AddMinutes(n))];
            }
        }
        await using var counted = new CountingStream();
        var pipe = PipeWriter.Create(counted);
        var clock = Stopwatch.StartNew();
        await format.WriteAsync(file, Rows(), pipe, CancellationToken.None);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{format.Extension}: {ListExport.MostRows} rows, {counted.Written / 1024.0 / 1024:0.0} MB in {clock.Elapsed.TotalSeconds:0.0} s, at most {(most - before) / 1024.0 / 1024:0.0} MB more on the heap"));
    }

    private static long Zipped(string html)
    {
        using var counted = new CountingStream();
        using (var zip = new GZipStream(counted, CompressionLevel.Optimal, leaveOpen: true))
            zip.Write(Encoding.UTF8.GetBytes(html));
        return counted.Written;
    }

    private sealed record Line(Guid Id, string Title, string Status, string Company, string Changed, int Views);

    private sealed class Standing : NavigationManager
    {
        public Standing() => Initialize("http://localhost/", "http://localhost/t/x/content");
    }

    private sealed class NoScript : Microsoft.JSInterop.IJSRuntime
    {
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => ValueTask.FromResult<TValue>(default!);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => ValueTask.FromResult<TValue>(default!);
    }

    private sealed class CountingStream : MemoryStream
    {
        public long Written { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer) => Written += buffer.Length;

        public override void Write(byte[] buffer, int offset, int count) => Written += count;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Written += buffer.Length;
            return ValueTask.CompletedTask;
        }
    }
}
