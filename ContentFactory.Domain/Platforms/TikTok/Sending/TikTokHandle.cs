using System.Globalization;

namespace ContentFactory.Domain.Platforms.TikTok;

internal enum TikTokStage
{
    New,
    /// <summary>Photos are about to be handed over by a call that posts them at once.</summary>
    Asking,
    Uploading,
    /// <summary>The part that completes the video has been sent once at least.</summary>
    Completing,
    /// <summary>TikTok has everything: there is nothing left but to ask.</summary>
    Accepted,
}

/// <summary>How far a post is, as it is remembered: "u 0 v_pub~1 1795860000 https://…". Neither an id nor an address holds a space.</summary>
/// <param name="Round">How often it began anew because an upload ran out or a download failed.</param>
/// <param name="At">When this stage began; when the upload was opened as long as it lasts.</param>
internal sealed record TikTokHandle(TikTokStage Stage, int Round = 0, string Id = "", DateTimeOffset At = default, string Upload = "")
{
    public const int LongestId = 200;
    public const int LongestAddress = 1_700;

    public static readonly TikTokHandle None = new(TikTokStage.New);

    public TikTokHandle Anew() => new(TikTokStage.New, Round + 1);

    public TikTokHandle Opened(string id, Uri upload, DateTimeOffset now) => new(TikTokStage.Uploading, Round, id, now, upload.AbsoluteUri);

    public TikTokHandle Accepted(string id, DateTimeOffset now) => new(TikTokStage.Accepted, Round, id, now);

    public string Text() => FormattableString.Invariant($"{Mark(Stage)} {Round} {Id} {At.ToUnixTimeSeconds()} {Upload}");

    /// <summary>Records print their members; whoever has the address may write the video.</summary>
    public override string ToString() => FormattableString.Invariant($"{Mark(Stage)} {Round} {Id}");

    /// <summary>What can't be read is a new beginning.</summary>
    public static TikTokHandle Parse(string? text)
    {
        if (text?.Split(' ') is not [var mark, var round, var id, var at, var upload] || StageOf(mark) is not { } stage)
            return None;
        return int.TryParse(round, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && long.TryParse(at, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            ? new(stage, rounds, id, DateTimeOffset.FromUnixTimeSeconds(seconds), upload)
            : None;
    }

    /// <summary>An id of TikTok as it may be remembered; null for anything else.</summary>
    public static string? Trusted(string? id) => id is { Length: > 0 and <= LongestId } && id.All(c => c is > ' ' and < '\x7f') ? id : null;

    private static string Mark(TikTokStage stage) => stage switch
    {
        TikTokStage.New => "n",
        TikTokStage.Asking => "a",
        TikTokStage.Uploading => "u",
        TikTokStage.Completing => "c",
        TikTokStage.Accepted => "p",
    };

    private static TikTokStage? StageOf(string mark) => mark switch
    {
        "n" => TikTokStage.New,
        "a" => TikTokStage.Asking,
        "u" => TikTokStage.Uploading,
        "c" => TikTokStage.Completing,
        "p" => TikTokStage.Accepted,
        _ => null,
    };
}
