using System.Globalization;
using Bunit;
using ContentFactory.Domain;
using ContentFactory.Domain.Content;
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

public sealed class VariantsPanelTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly BunitContext context = new();
    private readonly List<string> followed = [];
    private int turns;

    public VariantsPanelTests()
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
    public void What_is_typed_for_a_network_survives_a_look_at_another()
    {
        var panel = Render(Adapted("telegram"), Adapted("x"));
        panel.Find("textarea").Input("Mine");

        panel.Find("[data-network=x]").Click();
        Assert.Equal("Adapted for x", panel.Find("textarea").GetAttribute("value"));
        panel.Find("[data-network=telegram]").Click();

        Assert.Equal("Mine", panel.Find("textarea").GetAttribute("value"));
        Assert.True(panel.Instance.Dirty);
        Assert.Equal(1, turns);
    }

    [Fact]
    public void A_typed_text_gives_way_to_the_original_only_when_asked_for()
    {
        var panel = Render(Adapted("telegram"), Adapted("x"));
        panel.Find("textarea").Input("Mine");

        panel.Find("[data-act=follow]").Change(true);
        panel.Find("[data-act=follow-no]").Click();
        Assert.Equal("Mine", Held(panel));
        Assert.Empty(followed);

        panel.Find("[data-act=follow]").Change(true);
        panel.Find("[data-act=follow-yes]").Click();

        Assert.Equal(["telegram"], followed);
        // nothing has come back yet: it may have failed
        Assert.Equal("Mine", Held(panel));
    }

    [Fact]
    public void An_adapted_text_gives_way_to_the_original_at_once()
    {
        var panel = Render(Adapted("telegram"), Adapted("x"));

        panel.Find("[data-act=follow]").Change(true);

        Assert.Equal(["telegram"], followed);
    }

    [Fact]
    public void A_refused_adaptation_loses_nothing()
    {
        var panel = Render(Adapted("telegram") with { Edited = true });
        panel.Find("textarea").Input("Mine");

        panel.Find("[data-act=adapt]").Click();

        Assert.Equal("Mine", Held(panel));
        Assert.True(panel.Instance.Dirty);
    }

    [Fact]
    public void A_tab_brings_back_no_more_messages_than_the_network_takes()
    {
        context.JSInterop.Setup<Dictionary<string, string[]>>("keptTyped", _ => true).SetResult(new() { ["variant-telegram"] = ["part-2000000000"] });

        Assert.Equal(5, Render(Adapted("telegram")).FindAll("textarea").Count);
    }

    // what is typed is not written back into the field, so its markup does not say it
    private static string Held(IRenderedComponent<VariantsPanel> panel) => panel.FindComponent<TypingArea>().Instance.Value;

    private static PostVariantRow Adapted(string network) => new(network, $"Adapted for {network}", [], "offline composer", false, false);

    private IRenderedComponent<VariantsPanel> Render(params PostVariantRow[] rows) => context.Render<VariantsPanel>(p => p
        .Add(v => v.Post, new PostView(
            Ids.New(TimeProvider.System), Ids.New(TimeProvider.System), "Noon", PostType.TextPost, PostStatus.Draft, 1, new PostContent("", "The original", []), true, null, null, null, null, null, Noon,
            [], [], [], [], 0, [], new PostOrigin(Noon, 0, 0, "USD"), [], rows, []))
        .Add(v => v.Original, "The original").Add(v => v.Editable, true)
        .Add(v => v.OnFollow, EventCallback.Factory.Create<string>(this, followed.Add))
        .Add(v => v.OnDirty, EventCallback.Factory.Create(this, () => turns++)));
}
