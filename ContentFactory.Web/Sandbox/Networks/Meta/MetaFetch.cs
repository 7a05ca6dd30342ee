namespace ContentFactory.Web.Sandbox.Networks.Meta;

/// <summary>What the name of an address says of its file.</summary>
internal static class MetaFetch
{
    private const int LongestName = 100;

    private static readonly string[] NoPictures = [".mp4", ".mov", ".avi", ".webm", ".pdf", ".txt", ".html"];
    private static readonly string[] NoVideos = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".pdf", ".txt", ".html"];

    /// <summary>False where its name says that it is something else, or no network could fetch it.</summary>
    public static bool IsPossible(string address, bool isVideo) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
        && !(isVideo ? NoVideos : NoPictures).Contains(Path.GetExtension(uri.AbsolutePath).ToLowerInvariant());

    /// <summary>The name under which it stands in the feed.</summary>
    public static string NameOf(string address, bool isVideo) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && Uri.UnescapeDataString(Path.GetFileName(uri.AbsolutePath)) is { Length: > 0 and <= LongestName } name && Path.HasExtension(name)
            ? SandboxRequest.Clean(name)
            : isVideo ? "video.mp4" : "picture.jpg";
}
