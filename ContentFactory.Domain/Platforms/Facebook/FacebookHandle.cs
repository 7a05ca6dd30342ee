namespace ContentFactory.Domain.Platforms.Facebook;

internal enum FacebookStage
{
    /// <summary>Nothing yet, or photos that nobody sees.</summary>
    Preparing,
    /// <summary>The call that publishes words, photos or the story of a photo may have been made.</summary>
    Posting,
    /// <summary>A video waits for its bytes.</summary>
    Uploading,
    /// <summary>A video has its bytes, and the call that publishes it may have been made.</summary>
    Finishing,
    /// <summary>Facebook took that call.</summary>
    Finished,
}

/// <summary>A video at Facebook: it becomes one post at most, however often that is asked for.</summary>
/// <param name="Session">Of the upload of a plain video; null for reels and stories.</param>
/// <param name="Next">Which bytes a plain video's upload asks for next: from and up to.</param>
internal sealed record FacebookVideo(string Id, string? Session = null, long Next = 0, long End = 0)
{
    public override string ToString() => Session is null ? Id : FormattableString.Invariant($"{Id}:{Session}:{Next}:{End}");

    public static FacebookVideo? Parse(string text) => text.Split(':') switch
    {
        [var id] when FacebookHandle.IsId(id) => new(id),
        [var id, var session, var next, var end] when FacebookHandle.IsId(id) && FacebookHandle.IsId(session) && long.TryParse(next, out var from) && long.TryParse(end, out var to) => new(id, session, from, to),
        _ => null,
    };
}

/// <summary>
/// How far a post is, as it is remembered: "p:17,18" for photos that are uploaded, "f:17,18" before the call that publishes them ("f:" without photos),
/// "u:17" while a video is sent, "v:17" before the call that publishes it, "d:17" after it; "n:" for a new beginning.
/// </summary>
internal sealed record FacebookHandle(FacebookStage Stage, IReadOnlyList<string> Photos, FacebookVideo? Video = null)
{
    public static readonly FacebookHandle None = new(FacebookStage.Preparing, []);

    public override string ToString() => Stage switch
    {
        FacebookStage.Preparing when Photos.Count == 0 => "n:",
        FacebookStage.Preparing => $"p:{string.Join(',', Photos)}",
        FacebookStage.Posting => $"f:{string.Join(',', Photos)}",
        FacebookStage.Uploading => $"u:{Video}",
        FacebookStage.Finishing => $"v:{Video}",
        FacebookStage.Finished => $"d:{Video}",
    };

    /// <summary>What can't be read is a new beginning.</summary>
    public static FacebookHandle Parse(string? text) => text switch
    {
        ['p', ':', .. var ids] when PhotosOf(ids) is { } photos => new(FacebookStage.Preparing, photos),
        ['f', ':'] => new(FacebookStage.Posting, []),
        ['f', ':', .. var ids] when PhotosOf(ids) is { } photos => new(FacebookStage.Posting, photos),
        ['u', ':', .. var video] when FacebookVideo.Parse(video) is { } read => new(FacebookStage.Uploading, [], read),
        ['v', ':', .. var video] when FacebookVideo.Parse(video) is { } read => new(FacebookStage.Finishing, [], read),
        ['d', ':', .. var video] when FacebookVideo.Parse(video) is { } read => new(FacebookStage.Finished, [], read),
        _ => None,
    };

    public static bool IsId(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    private static string[]? PhotosOf(string text) => text.Split(',') is var ids && ids.All(IsId) ? ids : null;
}
