using System.Globalization;
using Bunit;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Content;
using ContentFactory.Web.Content.Previews;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace ContentFactory.Tests.Content.Previews;

/// <summary>Parts of the editor with the connectors of all networks.</summary>
public abstract class PreviewRig : TestDomain
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Nine = ["discord", "facebook", "instagram", "linkedin", "telegram", "threads", "tiktok", "x", "youtube"];

    internal BunitContext Page { get; } = new();
    internal NetworkDesk Desk { get; } = new();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        Page.JSInterop.Mode = JSRuntimeMode.Loose;
        Page.Services.AddLocalization();
        Page.Services.AddSingleton(Services.GetRequiredService<PlatformSet>());
        Page.Services.AddSingleton(Services.GetRequiredService<EditorChecks>());
        Page.Services.AddSingleton(TimeProvider.System);
        Page.Services.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = Environments.Development });
        Page.Services.AddScoped<ProblemText>();
        Page.Services.AddSingleton(new MediaLinks(Actor.System(Ids.New(TimeProvider.System), "test"), Services.GetRequiredService<MediaTokens>(), new MediaOptions(), TimeProvider.System));
    }

    public override async Task DisposeAsync()
    {
        await Page.DisposeAsync();
        await base.DisposeAsync();
    }

    internal static PostMediaRow File(MediaKind kind = MediaKind.Image, int width = 1080, int height = 1080, string type = "image/jpeg") =>
        new(Ids.New(TimeProvider.System), kind, $"{kind}.file", type, 1000, width, height, null);

    internal static PostView Post(PostType type = PostType.TextPost, IReadOnlyList<PostMediaRow>? media = null, params PostVariantRow[] variants) => new(
        Ids.New(TimeProvider.System), Ids.New(TimeProvider.System), "Noon", type, PostStatus.Draft, 1, new PostContent("", "", []), true, null, null, null, null, null, Noon,
        media ?? [], [], [], [], 0, [.. Nine.Select(n => new NetworkLimits(n, new(280, 280, 4, 1, 1)))], new PostOrigin(Noon, 0, 0, "USD"), [], variants, [])
    {
        Faces = [new("x", "Noon Studio", "@noon_studio", 10), new("telegram", "Noon channel", null, 2626)],
    };

    internal static PostWords Words(string text, string title = "", string link = "") => new(title, text, "", link);

    internal IRenderedComponent<NetworkPreview> Preview(PostView post, PostWords words, string network)
    {
        Desk.Choose(network);
        return Page.Render<NetworkPreview>(p => p.Add(v => v.Post, post).Add(v => v.Words, words).Add(v => v.Desk, Desk).Add(v => v.ZoneId, "Europe/Moscow"));
    }

    internal IRenderedComponent<PostCounters> Counters(PostView post, PostWords words) =>
        Page.Render<PostCounters>(p => p.Add(v => v.Post, post).Add(v => v.Words, words).Add(v => v.Desk, Desk));
}
