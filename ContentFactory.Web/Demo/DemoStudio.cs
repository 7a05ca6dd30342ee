using System.Text.Json;
using System.Text.Json.Serialization;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Trends.Niches;

namespace ContentFactory.Web.Demo;

/// <summary>What the demo tenant is made of, as studio.json says.</summary>
internal sealed record DemoStudio(
    DemoTenantName Tenant, DemoPerson[] People, DemoCompany Company, DemoVoice Voice, NicheEntry Niche, DemoTopic[] Topics, DemoFeed[] Feeds, string CallToAction, string Evergreen, DemoTemplate Template, DemoPost[] Posts,
    DemoNetworkPost[] Networks)
{
    public const string Password = "Demo-2026-demo";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Web) { Converters = { new JsonStringEnumConverter() } };

    public static DemoStudio Read()
    {
        using var file = Resource("Demo/studio.json");
        return JsonSerializer.Deserialize<DemoStudio>(file, Options)!;
    }

    public static Stream Resource(string name) =>
        typeof(DemoStudio).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException("A part of the demo is missing from the build.", name);
}

internal sealed record DemoTenantName(string Name, string Slug, string Zone, string Language);

/// <param name="Place">The role that the person plays, in lower case.</param>
internal sealed record DemoPerson(string Email, string Name, string Place)
{
    public Role Role => Enum.Parse<Role>(Place, ignoreCase: true);
}

internal sealed record DemoCompany(string Description, string Website);

internal sealed record DemoVoice(
    string Address, string[] Personality, string[] Preferred, string[] Avoid, string[] Emoji, string[] Do, string[] Dont, Dictionary<string, string> Examples);

internal sealed record DemoTopic(string Name, string Keywords, string Language);

internal sealed record DemoFeed(string File, string? Topic = null);

/// <param name="Plan">What becomes of the post: past, failed, unknown, held, cancelled, soon, planned, approved, ready, draft, rejected, broken, archived.</param>
/// <param name="Day">Days from today.</param>
/// <param name="Time">The tenant's clock, or "+3" for hours from now.</param>
/// <param name="Picture">A file of wwwroot/demo without its ending.</param>
internal sealed record DemoPost(
    string Plan, string Title, string Text, string[] Hashtags, int Day = 0, string? Time = null, string? Picture = null, string? Alt = null, string? Comment = null);

internal sealed record DemoTemplate(string Name, string Description, string Text, DemoVariable[] Variables, string Hints);

internal sealed record DemoVariable(string Name, string Label, bool Required, string Sample);

/// <param name="Network">A platform's key.</param>
/// <param name="Type">A <see cref="Domain.Content.PostType"/>, in any case.</param>
/// <param name="File">A file of wwwroot/demo.</param>
/// <param name="Options">The network's own choices.</param>
internal sealed record DemoNetworkPost(
    string Network, string Type, string Title, string Text, string[] Hashtags, string? File = null, string? Alt = null, Dictionary<string, string>? Options = null);
