using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks.LinkedIn;

/// <summary>URNs of posts and files. A video's post is called otherwise, as at LinkedIn.</summary>
internal static class LinkedInSandboxUrn
{
    private const string Share = "urn:li:share:";
    private const string Ugc = "urn:li:ugcPost:";
    private const string FileMark = "D4E10AQ";

    public static string OfPost(SandboxSender account, int number, bool isVideo) => (isVideo ? Ugc : Share) + SandboxSnowflake.Of(account, number);

    /// <summary>Null where it is no post.</summary>
    public static string? PostId(string urn) =>
        urn.StartsWith(Share, StringComparison.Ordinal) ? urn[Share.Length..] : urn.StartsWith(Ugc, StringComparison.Ordinal) ? urn[Ugc.Length..] : null;

    public static int? PostNumber(SandboxSender account, string urn) => PostId(urn) is { } id ? SandboxSnowflake.NumberOf(account, id) : null;

    /// <param name="kind">"image", "document" or "video".</param>
    public static string OfFile(SandboxSender account, string kind, int number) => $"urn:li:{kind}:{FileMark}{SandboxSnowflake.Of(account, number)}";

    /// <summary>Null where it is no file of this account; its kind may be another.</summary>
    public static int? FileNumber(SandboxSender account, string urn) =>
        urn.Split(':') is ["urn", "li", "image" or "document" or "video", var id] && id.StartsWith(FileMark, StringComparison.Ordinal) ? SandboxSnowflake.NumberOf(account, id[FileMark.Length..]) : null;
}
