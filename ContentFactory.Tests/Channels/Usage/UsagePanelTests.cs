using System.Globalization;
using Bunit;
using ContentFactory.Domain.Platforms;
using ContentFactory.Web.Channels.Care;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Channels.Usage;

public sealed class UsagePanelTests
{
    [Fact]
    public void Says_how_many_uploads_are_left_and_how_many_units_are_used()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        using var context = new BunitContext();
        context.Services.AddLocalization();

        var panel = context.Render<UsagePanel>(p => p.Add(u => u.Figures, true).Add(u => u.Usage, [new("inserts", 41, 100), new("units", 12_345, 10_000)]));

        Assert.Equal(["Uploads left today", "Calls used today (units)"], panel.FindAll("dt").Select(d => d.TextContent));
        Assert.Equal(["59 of 100", "12,345 of 10,000"], panel.FindAll("dt + dd").Select(d => d.TextContent));
        Assert.Equal(["41", "10000"], panel.FindAll("meter").Select(m => m.GetAttribute("value")));
        Assert.All(panel.FindAll("meter"), m => Assert.NotEmpty(m.GetAttribute("aria-label")!));
    }

    [Fact]
    public void Says_to_tenants_only_whether_there_is_enough()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        using var context = new BunitContext();
        context.Services.AddLocalization();

        AppUsage[] exact = [new("inserts", 41, 100), new("inserts", 81, 100), new("units", 12_345, 10_000)];
        AppUsage[] roughly = [.. exact.Select(u => u.Rounded())];

        var panel = context.Render<UsagePanel>(p => p.Add(u => u.Usage, roughly));

        Assert.Equal([0, 80, 10_000], roughly.Select(u => u.Used));

        Assert.Equal(["enough left", "nearly used up", "used up until midnight Pacific time"], panel.FindAll("dt + dd").Select(d => d.TextContent));
        Assert.Empty(panel.FindAll("meter"));
        Assert.DoesNotContain("41", panel.Markup, StringComparison.Ordinal);
    }
}
