using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;
using Radzen;
using Radzen.Blazor;

namespace ContentFactory.Tests.Bench;

/// <summary>The same month by RadzenScheduler: milliseconds and bytes of its HTML, and what a second drawing with one moved item would send.</summary>
internal static class RadzenTrial
{
    private const int Rounds = 15;

    public static async Task<Outcome> RunAsync(DateOnly first, int count)
    {
        var days = DateTime.DaysInMonth(first.Year, first.Month);
        var items = Enumerable.Range(0, count).Select(n => new Item(first.ToDateTime(new(6, 0)).AddDays(n % days).AddMinutes(n / days * 13), $"A post about renovation and what it costs, number {n}")).ToList();
        var (html, times) = ("", new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            html = await RenderAsync(first, items);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        items[0] = items[0] with { Start = items[0].Start.AddDays(2) };
        var after = await RenderAsync(first, items);
        return new(Math.Round(times.Order().ElementAt(Rounds / 2), 1), Bytes(html) / 1024, Changed(html, after) / 1024);
    }

    private static async Task<string> RenderAsync(DateOnly first, List<Item> items)
    {
        var services = new ServiceCollection().AddLogging().AddLocalization();
        services.AddRadzenComponents();
        services.AddSingleton<NavigationManager, Standing>().AddSingleton<IJSRuntime, NoScript>();
        await using var provider = services.BuildServiceProvider();
        await using var renderer = new HtmlRenderer(provider, provider.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Host>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["First"] = first, ["Items"] = items }))).ToHtmlString());
    }

    private static double Bytes(string html) => Encoding.UTF8.GetByteCount(html);

    /// <summary>The elements that differ: the least that a diff has to bring.</summary>
    private static double Changed(string before, string after)
    {
        var known = before.Split('<').ToHashSet(StringComparer.Ordinal);
        return after.Split('<').Where(part => !known.Contains(part)).Sum(part => Bytes(part) + 1);
    }

    internal sealed record Item(DateTime Start, string Text)
    {
        public DateTime End => Start.AddMinutes(15);
    }

    internal sealed record Outcome(double Ms, double Kilobytes, double BatchKilobytes);

    private sealed class Host : ComponentBase
    {
        [Parameter] public DateOnly First { get; set; }
        [Parameter] public List<Item> Items { get; set; } = [];

        protected override void BuildRenderTree(RenderTreeBuilder tree)
        {
            tree.OpenComponent<RadzenScheduler<Item>>(0);
            tree.AddComponentParameter(1, "Data", (IEnumerable<Item>)Items);
            tree.AddComponentParameter(2, "StartProperty", nameof(Item.Start));
            tree.AddComponentParameter(3, "EndProperty", nameof(Item.End));
            tree.AddComponentParameter(4, "TextProperty", nameof(Item.Text));
            tree.AddComponentParameter(5, "Date", First.ToDateTime(TimeOnly.MinValue));
            tree.AddComponentParameter(6, "ChildContent", (RenderFragment)(views =>
            {
                views.OpenComponent<RadzenMonthView>(0);
                views.AddComponentParameter(1, "MaxAppointmentsInSlot", (int?)4);
                views.CloseComponent();
            }));
            tree.CloseComponent();
        }
    }

    private sealed class Standing : NavigationManager
    {
        public Standing() => Initialize("http://localhost/", "http://localhost/t/x/calendar");
    }

    private sealed class NoScript : IJSRuntime
    {
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => ValueTask.FromResult<TValue>(default!);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => ValueTask.FromResult<TValue>(default!);
    }
}
