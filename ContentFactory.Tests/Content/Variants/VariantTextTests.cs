using System.Globalization;
using Bunit;
using ContentFactory.Domain;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Publishing;
using ContentFactory.Web.Content;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace ContentFactory.Tests.Content.Variants;

public sealed class VariantTextTests : IDisposable
{
    private readonly BunitContext context = new();
    private readonly List<IReadOnlyList<string>> written = [];

    public VariantTextTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddLocalization();
        context.Services.AddSingleton(new PlatformSet([new ScriptedPlatform { MostParts = 5 }]));
        context.Services.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = Environments.Production });
        context.Services.AddScoped<ProblemText>();
    }

    public void Dispose() => context.Dispose();

    [Fact]
    public void Where_the_original_goes_out_it_is_shown_and_counted()
    {
        var panel = Render(null, "The original");

        Assert.True(panel.Find("[data-act=follow]").HasAttribute("checked"));
        Assert.Equal("The original", panel.Find(".original").TextContent);
        Assert.Equal("12", panel.Find("[data-length]").GetAttribute("data-length"));
        Assert.Empty(panel.FindAll("textarea"));
    }

    [Fact]
    public void Switching_the_original_off_offers_it_for_writing()
    {
        var panel = Render(null, "The original");

        panel.Find("[data-act=follow]").Change(false);
        panel.Find("textarea").Input("Mine");
        panel.Find("[data-act=write]").Click();

        Assert.Equal([["Mine"]], written);
    }

    [Fact]
    public void Each_part_of_a_chain_has_its_own_field_and_counter()
    {
        var panel = Render(new("telegram", "One", ["One", "Second"], "offline composer", false, false), "x");

        Assert.Equal(["One", "Second"], panel.FindAll("textarea").Select(t => t.GetAttribute("value")));
        Assert.Equal(["3", "6"], panel.FindAll("[data-length]").Select(t => t.GetAttribute("data-length")));
        Assert.Empty(panel.FindAll("[data-act=write]"));
    }

    [Fact]
    public void Messages_are_joined()
    {
        var panel = Render(new("telegram", "One", ["One", "Second"], null, true, false), "x");

        panel.Find("[data-act=join]").Click();
        Assert.Equal(["One\n\nSecond"], panel.FindAll("textarea").Select(t => t.GetAttribute("value")));
        Assert.Empty(panel.FindAll("[data-handle]"));
    }

    [Fact]
    public async Task Messages_are_moved()
    {
        var panel = Render(new("telegram", "One", ["One", "Second", "Third"], null, true, false), "x");

        await panel.InvokeAsync(() => panel.FindComponent<ReorderList>().Instance.Moved(0, 2));

        Assert.Equal(["Second", "Third", "One"], panel.FindAll("textarea").Select(t => t.GetAttribute("value")));
        panel.Find("[data-act=write]").Click();
        Assert.Equal([["Second", "Third", "One"]], written);
    }

    [Fact]
    public void What_is_typed_is_not_poured_over_by_a_new_reading()
    {
        var panel = Render(new("telegram", "One", [], "offline composer", false, false), "x");
        panel.Find("textarea").Input("Mine");

        panel.Render(p => p.Add(v => v.Row, new PostVariantRow("telegram", "Made anew", [], "offline composer", false, false)));

        panel.Find("[data-act=write]").Click();
        Assert.Equal([["Mine"]], written);
        panel.Render(p => p.Add(v => v.Row, new PostVariantRow("telegram", "Mine", [], "offline composer", true, false)));
        Assert.Empty(panel.FindAll("[data-act=write]"));
    }

    [Fact]
    public void What_is_typed_is_never_written_back_and_words_from_elsewhere_are()
    {
        var panel = Render(new("telegram", "One", [], null, true, false), "x");
        panel.Find("textarea").Input("Mine ");
        Assert.Equal("One", panel.Find("textarea").GetAttribute("value"));

        panel.Render(p => p.Add(v => v.Row, new PostVariantRow("telegram", "Mine", [], null, true, false)));
        Assert.Equal("One", panel.Find("textarea").GetAttribute("value"));
        Assert.NotNull(panel.Find("[data-keep=variant-telegram]").GetAttribute("data-saved"));

        panel.Render(p => p.Add(v => v.Row, new PostVariantRow("telegram", "Theirs", [], null, true, false)));
        Assert.Equal("Theirs", panel.Find("textarea").GetAttribute("value"));
    }

    [Fact]
    public void An_own_text_whose_original_changed_says_so()
    {
        var panel = Render(new("telegram", "One", [], null, true, true), "x");

        Assert.Contains("changed", panel.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Readers_may_look_and_change_nothing()
    {
        var panel = Render(new("telegram", "One", [], null, true, false), "x", editable: false);

        Assert.Equal("One", panel.Find(".original").TextContent);
        Assert.Empty(panel.FindAll("textarea"));
        Assert.True(panel.Find("[data-act=follow]").HasAttribute("disabled"));
        Assert.Empty(panel.FindAll("[data-act=adapt]"));
    }

    private IRenderedComponent<VariantText> Render(PostVariantRow? row, string original, bool editable = true) => context.Render<VariantText>(p => p
        .Add(v => v.Platform, "telegram").Add(v => v.Row, row).Add(v => v.Original, original).Add(v => v.Editable, editable)
        .Add(v => v.OnWrite, EventCallback.Factory.Create<IReadOnlyList<string>>(this, written.Add)));
}
