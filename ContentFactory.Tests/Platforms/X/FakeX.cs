using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.X;

/// <summary>X with a memory: uploads in segments that are worked on, posts and replies, the account's timeline, tokens that change with every use.</summary>
internal sealed partial class FakeX(TimeProvider clock) : NetworkFake(clock)
{
    public const string UserId = "2244994945";
    public const string UserName = "contract_test";

    private readonly List<FakeUpload> uploads = [];
    private readonly List<FakePost> posts = [];

    public IReadOnlyList<FakePost> Posts => [.. posts];

    public IReadOnlyList<FakeUpload> Uploads => [.. uploads];

    private DateTimeOffset Now => Clock.GetUtcNow();

    protected override string? StepOf(ContractCall call) => (call.Method, call.Path) switch
    {
        ("POST", "/2/oauth2/token") => "token",
        ("POST", "/2/oauth2/revoke") => "revoke",
        _ => OpenApiDescription.X.OperationOf(call) switch
        {
            "createPosts" => "post",
            "deletePosts" => "delete",
            "getPostsById" => "read",
            "getUsersPosts" => "timeline",
            "getUsersMe" => "me",
            "initializeMediaUpload" => "initialize",
            "appendMediaUpload" => "append",
            "finalizeMediaUpload" => "finalize",
            "getMediaUploadStatus" => "status",
            "createMediaMetadata" => "metadata",
            var other => other,
        },
    };

    protected override IEnumerable<string> Check(string step, ContractCall call) => XProtocol.Check(step, call, AsksForTweets);

    protected override IEnumerable<string> CheckAnswer(string step, ContractCall call, Answer answer) =>
        answer.Status >= 300 || step is "token" or "revoke" || AsksForTweets ? [] : OpenApiDescription.X.AnswerViolations(call, answer);

    protected override Answer Do(string step, ContractCall call) => step switch
    {
        "token" => Token(call),
        "revoke" => Revoke(call),
        _ => ScopesOf(call) is { } scopes ? Do(step, call, scopes) : XErrors.Unauthorized,
    };

    private Answer Do(string step, ContractCall call, string[] scopes) => step switch
    {
        "me" => Me(),
        "timeline" or "read" => Read(step, call),
        "post" when !scopes.Contains("tweet.write") => XErrors.Forbidden("tweet.write is missing."),
        "post" => Post(call),
        "delete" => Delete(call),
        _ when !scopes.Contains("media.write") => XErrors.Forbidden("media.write is missing."),
        _ => Media(step, call),
    };

    private static JsonObject Data(JsonNode data) => new() { ["data"] = data };

    private static string Hole(ContractCall call, string name = "id") => OpenApiDescription.X.Hole(call, name);

    private static Answer Me() => Answer.Ok(Data(new JsonObject
    {
        ["id"] = UserId,
        ["name"] = "Contract Test",
        ["username"] = UserName,
        ["description"] = "Tests",
        ["public_metrics"] = new JsonObject { ["followers_count"] = 321, ["following_count"] = 5, ["post_count"] = 7, ["listed_count"] = 0 },
    }));
}
