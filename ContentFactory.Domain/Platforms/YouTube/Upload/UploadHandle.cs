namespace ContentFactory.Domain.Platforms.YouTube;

/// <summary>
/// What a publication remembers: the address of its upload session ("s:…", "f:…" once it has every byte), later the id of its video ("v:…"), then
/// that the video has its cover ("c:…") or will not get it ("n:{id}:{why}:{words}").
/// </summary>
internal static class UploadHandle
{
    // a handle had 2,000 characters once, and Google's addresses are far shorter
    public const int LongestAddress = 1_998;

    public const string None = "";

    public static string OfSession(Uri session) => "s:" + session.AbsoluteUri;

    public static string OfFull(Uri session) => "f:" + session.AbsoluteUri;

    public static string OfVideo(string id) => "v:" + id;

    public static string? Session(string? handle) => After(handle, "s:") ?? After(handle, "f:");

    /// <summary>The session had every byte: its video may exist though the session is gone.</summary>
    public static bool IsFull(string? handle) => After(handle, "f:") is not null;

    /// <summary>Null until the video exists.</summary>
    public static UploadedVideo? Video(string? handle)
    {
        if (After(handle, "v:") is { } bare)
            return new(bare);
        if (After(handle, "c:") is { } covered)
            return new(covered) { IsCovered = true };
        return After(handle, "n:")?.Split(':', 3) is [var id, var why, var words] ? new(id) { CoverFault = VideoCovers.Fault(why, words) } : null;
    }

    private static string? After(string? handle, string mark) => handle?.StartsWith(mark, StringComparison.Ordinal) is true ? handle[mark.Length..] : null;
}

/// <summary>A video that exists, and what became of its cover.</summary>
internal sealed record UploadedVideo(string Id)
{
    public bool IsCovered { get; init; }

    /// <summary>YouTube does not take the cover, and will not.</summary>
    public Problem? CoverFault { get; init; }

    /// <summary>Nothing more can be done about a cover.</summary>
    public bool IsDone => IsCovered || CoverFault is not null;

    public string Handle => CoverFault is { } fault ? $"n:{Id}:{VideoCovers.NameOf(fault)}:{string.Join(' ', fault.Args)}" : IsCovered ? "c:" + Id : UploadHandle.OfVideo(Id);
}
