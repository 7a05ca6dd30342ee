namespace ContentFactory.Domain.Platforms.YouTube;

/// <summary>What a publication remembers: the address of its upload session ("s:…", "f:…" once it has every byte), later the id of its video ("v:…").</summary>
internal static class UploadHandle
{
    // a handle has 2,000 characters
    public const int LongestAddress = 1_998;

    public const string None = "";

    public static string OfSession(Uri session) => "s:" + session.AbsoluteUri;

    public static string OfFull(Uri session) => "f:" + session.AbsoluteUri;

    public static string OfVideo(string id) => "v:" + id;

    public static string? Session(string? handle) => After(handle, "s:") ?? After(handle, "f:");

    /// <summary>The session had every byte: its video may exist though the session is gone.</summary>
    public static bool IsFull(string? handle) => After(handle, "f:") is not null;

    public static string? Video(string? handle) => After(handle, "v:");

    private static string? After(string? handle, string mark) => handle?.StartsWith(mark, StringComparison.Ordinal) is true ? handle[mark.Length..] : null;
}
