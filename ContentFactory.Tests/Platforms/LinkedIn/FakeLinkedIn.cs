using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.LinkedIn;

/// <summary>LinkedIn with a memory: images, videos in parts and documents that are worked on, posts of a member and of pages, tokens.</summary>
internal sealed partial class FakeLinkedIn(TimeProvider clock) : NetworkFake(clock)
{
    public const string PersonId = "contrAct-1";
    public const string Person = $"urn:li:person:{PersonId}";
    public const string Page = "urn:li:organization:90001";
    public const int PartSize = 4 * 1024 * 1024;

    private readonly List<FakePost> posts = [];
    private readonly Dictionary<string, FakeAsset> assets = [];

    public IReadOnlyList<FakePost> Posts => [.. posts];

    public IReadOnlyCollection<FakeAsset> Assets => assets.Values;

    /// <summary>How long images, videos and documents are worked on.</summary>
    public TimeSpan Processing { get; set; } = TimeSpan.FromSeconds(40);

    public TimeSpan UploadLife { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The host that upload addresses name; null for this one.</summary>
    public Uri? UploadHost { get; set; }

    /// <summary>Characters of an ETag.</summary>
    public int TagLength { get; set; } = 100;

    /// <summary>What is uploaded next can't be used.</summary>
    public bool SpoilsAssets { get; set; }

    private DateTimeOffset Now => Clock.GetUtcNow();

    protected override string? StepOf(ContractCall call) => (call.Method, call.Path, call.Text("action")) switch
    {
        ("POST", "/oauth/v2/accessToken", _) => "token",
        ("GET", "/v2/userinfo", _) => "me",
        ("GET", "/rest/organizationAcls", _) => "acls",
        ("POST", "/rest/images", "initializeUpload") => "image_start",
        ("POST", "/rest/documents", "initializeUpload") => "document_start",
        ("POST", "/rest/videos", "initializeUpload") => "video_start",
        ("POST", "/rest/videos", "finalizeUpload") => "video_end",
        ("POST", "/rest/posts", null) => "post",
        ("GET", "/rest/posts", _) => "list",
        ("GET", "/rest/organizationalEntityShareStatistics", _) => "statistics",
        ("GET", var path, _) when path.StartsWith("/rest/socialActions/urn:li:", StringComparison.Ordinal) => "actions",
        ("GET", var path, _) when path.StartsWith("/rest/organizations/", StringComparison.Ordinal) => "organization",
        ("DELETE", var path, _) when path.StartsWith("/rest/posts/urn:li:", StringComparison.Ordinal) => "delete",
        ("PUT", var path, _) when path.StartsWith("/dms-uploads/", StringComparison.Ordinal) => $"{KindOf(path)}_bytes",
        ("GET", var path, _) when path.StartsWith("/rest/images/urn:li:image:", StringComparison.Ordinal) => "image",
        ("GET", var path, _) when path.StartsWith("/rest/videos/urn:li:video:", StringComparison.Ordinal) => "video",
        ("GET", var path, _) when path.StartsWith("/rest/documents/urn:li:document:", StringComparison.Ordinal) => "document",
        _ => null,
    };

    protected override IEnumerable<string> Check(string step, ContractCall call) => LinkedInProtocol.Check(step, call, Now);

    protected override IEnumerable<string> CheckAnswer(string step, ContractCall call, Answer answer) => [];

    protected override Answer Do(string step, ContractCall call) => step switch
    {
        "token" => Token(call),
        "video_bytes" => Take(call),
        _ => ScopesOf(call) is { } scopes ? Do(step, call, scopes) : LinkedInErrors.BadToken,
    };

    private Answer Do(string step, ContractCall call, string[] scopes) => step switch
    {
        "me" => Me(scopes),
        "acls" => scopes.Contains("rw_organization_admin") ? Acls() : LinkedInErrors.NoPermission,
        "image_start" or "document_start" or "video_start" => MayPostAs((string?)call.Json?["initializeUploadRequest"]?["owner"], scopes) ? Start(step, call) : LinkedInErrors.NoPermission,
        "image_bytes" or "document_bytes" => Take(call),
        "video_end" => End(call),
        // a member's right to post is none to read
        "image" or "list" or "statistics" when !scopes.Contains("r_organization_social") || call.Text("author") == Person => LinkedInErrors.NoPermission,
        "image" or "video" or "document" => Status(call),
        "post" => MayPostAs((string?)call.Json?["author"], scopes) ? Post(call) : LinkedInErrors.NoPermission,
        "list" => List(call),
        "statistics" => Statistics(call),
        "actions" => Actions(call),
        "organization" => Organization(call),
        _ => Delete(call),
    };

    private static string KindOf(string path) => path.Split('/')[2].Split('-')[0];
}
