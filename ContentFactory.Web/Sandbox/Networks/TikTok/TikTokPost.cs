using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks.TikTok;

/// <summary>What TikTok remembers of a post beside its words.</summary>
/// <param name="Privacy">Null of a draft in the inbox, whose audience is chosen in TikTok.</param>
/// <param name="Size">Bytes of a video, as its upload announced them; <paramref name="Got"/> so far. Photos are fetched and have 1 of 1.</param>
/// <param name="At">When it was complete; null until then.</param>
internal sealed record TikTokPost(string? Privacy, bool Photos, long Size, long Got, DateTimeOffset? At)
{
    /// <summary>A large video is worked on for some seconds, as a living network does.</summary>
    private const double BytesPerSecond = 10_000_000;
    private const double LongestWork = 30;

    /// <summary>Null where the entry is none, as the further photos of a post.</summary>
    public static TikTokPost? Of(SandboxEntry entry) => JsonSerializer.Deserialize<TikTokPost>(entry.Data) is { Size: > 0 } post ? post : null;

    public string ToData() => JsonSerializer.Serialize(this);

    [JsonIgnore]
    public bool IsDraft => Privacy is null;

    public bool IsReady(DateTimeOffset now) => now - At >= TimeSpan.FromSeconds(Math.Min(LongestWork, Math.Floor(Size / BytesPerSecond)));

    /// <summary>Only of such posts TikTok names the id and the numbers.</summary>
    public bool IsPublic(DateTimeOffset now) => Privacy is TikTokPerson.Everyone && IsReady(now);

    /// <summary>Begins as TikTok's own do and ends with the number of the post.</summary>
    public string PublishId(SandboxSender account, int number)
    {
        var kind = (Photos, IsDraft) switch { (false, false) => "v_pub_file", (false, true) => "v_inbox_file", (true, false) => "p_pub_url", (true, true) => "p_inbox_url" };
        return $"{kind}~v2.{IdOf(account, number)}";
    }

    public static string IdOf(SandboxSender account, int number) => NetworkIds.Of(account, number).ToString(CultureInfo.InvariantCulture);

    /// <summary>The entry of a post's id or of a publish id; null where it is none of this account.</summary>
    public static int? NumberOf(SandboxSender account, string id) =>
        long.TryParse(id.AsSpan(id.LastIndexOf('.') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? NetworkIds.NumberOf(account, whole) : null;
}
