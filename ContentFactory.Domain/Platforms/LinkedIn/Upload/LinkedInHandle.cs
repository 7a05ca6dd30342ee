using System.Text.Json;

namespace ContentFactory.Domain.Platforms.LinkedIn;

/// <summary>How far a post is, as the ticket remembers it in JSON.</summary>
/// <param name="Media">The URNs of the files that were uploaded, in the post's order.</param>
/// <param name="Video">The one that is being sent; null where none is.</param>
/// <param name="Ready">How many of them LinkedIn has prepared, from the first on.</param>
/// <param name="Publishing">The step that publishes may have been taken.</param>
internal sealed record LinkedInHandle(IReadOnlyList<string> Media, VideoUpload? Video = null, int Ready = 0, bool Publishing = false)
{
    public static readonly LinkedInHandle None = new([]);

    /// <summary>What can't be read is a new beginning: uploads alone publish nothing.</summary>
    public static LinkedInHandle Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return None;
        try
        {
            return JsonSerializer.Deserialize<LinkedInHandle>(text) is { Media: not null } handle ? handle : None;
        }
        catch (JsonException)
        {
            return None;
        }
    }

    public string Text() => JsonSerializer.Serialize(this);

    /// <summary>Records print their members; addresses of uploads must not reach a log that way.</summary>
    public override string ToString() => $"{Media.Count} {Video} {Publishing}";
}
