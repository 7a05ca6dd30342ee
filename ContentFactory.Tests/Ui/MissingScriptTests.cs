using System.Globalization;
using Bunit;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Publishing;
using ContentFactory.Web.Content;
using ContentFactory.Web.Content.Snippets;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.JSInterop;

namespace ContentFactory.Tests.Ui;

/// <summary>A script that could not be fetched takes its tool along, and nothing else.</summary>
public sealed class MissingScriptTests : IDisposable
{
    private readonly BunitContext context = new();

    public MissingScriptTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        context.Services.AddLocalization();
        context.Services.AddSingleton<IJSRuntime>(new Refusing());
        context.Services.AddSingleton(new PlatformSet([new ScriptedPlatform { MostParts = 5 }]));
        context.Services.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = Environments.Production });
        context.Services.AddScoped<ProblemText>();
    }

    public void Dispose() => context.Dispose();

    [Fact]
    public void A_list_stands_without_its_handles() => Assert.NotNull(context.Render<ReorderList>().Find("[data-reorder]"));

    [Fact]
    public void Emoji_are_not_offered() => Assert.True(context.Render<EmojiPicker>(p => p.Add(e => e.Target, "post-Text")).Find(".emoji").HasAttribute("hidden"));

    [Fact]
    public void A_message_is_not_split_and_stays()
    {
        var panel = context.Render<VariantText>(p => p.Add(v => v.Platform, "telegram").Add(v => v.Row, new PostVariantRow("telegram", "One two", [], null, true, false)).Add(v => v.Original, "x").Add(v => v.Editable, true));

        panel.Find("[data-act=split]").Click();

        Assert.Empty(panel.FindAll("[data-act=split]"));
        Assert.Equal("One two", panel.Find("textarea").GetAttribute("value"));
    }

    private sealed class Refusing : IJSRuntime
    {
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => throw new JSException("Failed to fetch dynamically imported module");

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<TValue>(identifier, args);
    }
}
