namespace ContentFactory.Web.Admin.Status;

/// <summary>Whether a key of the platform itself is configured.</summary>
/// <param name="Setting">The name of the setting. Never its value, nor anything that is made of it.</param>
public sealed record KeyState(string Group, string Name, string Setting, bool IsThere);

/// <summary>Which keys this node was given. What tenants connect has its own register; here are the keys of the installation.</summary>
internal static class KeyPresence
{
    private static readonly (string Group, string Name, string Setting)[] Known =
    [
        ("Safety", "Certificate", "DataProtection:Certificate"),
        ("Letters", "Smtp", "Smtp:Host"), ("Letters", "SmtpPassword", "Smtp:Password"), ("Letters", "Bot", "Access:Telegram:BotToken"),
        ("Doors", "Google", "Access:Google:ClientSecret"), ("Doors", "Facebook", "Access:Facebook:ClientSecret"),
        ("Ai", "Anthropic", "Ai:Anthropic:ApiKey"), ("Ai", "OpenAi", "Ai:OpenAi:ApiKey"), ("Ai", "Compatible", "Ai:Compatible:BaseAddress"),
        ("Media", "Stability", "Media:Makers:Stability:ApiKey"), ("Media", "ElevenLabs", "Media:Makers:ElevenLabs:ApiKey"), ("Media", "Runway", "Media:Makers:Runway:ApiKey"), ("Media", "HeyGen", "Media:Makers:HeyGen:ApiKey"),
        ("Networks", "AppsInstagram", "Platforms:Apps:instagram"), ("Networks", "AppsMeta", "Platforms:Apps:meta"), ("Networks", "AppsThreads", "Platforms:Apps:threads"), ("Networks", "AppsGoogle", "Platforms:Apps:google"),
        ("Networks", "AppsTiktok", "Platforms:Apps:tiktok"), ("Networks", "AppsX", "Platforms:Apps:x"), ("Networks", "AppsLinkedin", "Platforms:Apps:linkedin"), ("Networks", "YouTubeSearch", "Trends:YouTubeKey"),
    ];

    public static IReadOnlyList<KeyState> Of(IConfiguration configuration) =>
        [.. Known.Select(k => new KeyState(k.Group, k.Name, k.Setting, IsThere(configuration.GetSection(k.Setting))))];

    private static bool IsThere(IConfigurationSection section) => !string.IsNullOrWhiteSpace(section.Value) || section.GetChildren().Any(IsThere);
}
