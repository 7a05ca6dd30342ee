using Xunit;

namespace ContentFactory.Tests.Platforms.Contract;

/// <summary>A check that never fails guards nothing: these are requests that it must refuse.</summary>
public sealed class GraphDescriptionTests
{
    [Theory]
    [InlineData("GET", "IGUser", "media_publish", "", "has no GET media_publish")]
    [InlineData("POST", "IGUser", "media_publish", "", "needs creation_id")]
    [InlineData("POST", "IGUser", "media_publish", "creation_id=12&caption=x", "knows no parameter caption")]
    [InlineData("POST", "IGUser", "media_publish", "creation_id=abc", "'abc' is no unsigned int")]
    [InlineData("POST", "IGUser", "media_publish", "creation_id=1&creation_id=2", "creation_id is given 2 times")]
    [InlineData("POST", "IGUser", "media", "is_carousel_item=1", "'1' is no bool")]
    [InlineData("POST", "IGUser", "media", "children=1,,2", "has an empty item")]
    [InlineData("POST", "IGUser", "media", "user_tags=me,you", "is no list of map")]
    [InlineData("POST", "IGUser", "media", "trial_params=MANUAL", "is no map")]
    [InlineData("GET", "IGUser", "media", "fields=id,pictures", "IGMedia has no field pictures")]
    [InlineData("GET", "IGUserForIGOnlyAPI", null, "fields=username,ig_id", "IGUserForIGOnlyAPI has no field ig_id")]
    [InlineData("GET", "IGMedia", "insights", "metric=reach,fame", "'fame' is none of")]
    [InlineData("GET", "IGMedia", "insights", "", "needs metric")]
    [InlineData("GET", "ShadowIGMediaBuilder", null, "fields=state", "ShadowIGMediaBuilder has no field state")]
    [InlineData("DELETE", "IGMediaForIGOnlyAPI", null, "", "has no DELETE")]
    public void Refuses_requests_that_break_the_node_tables(string method, string node, string? edge, string query, string violation) =>
        Assert.Contains(GraphDescription.Current.Violations(node, edge, Call(method, query)), v => v.Contains(violation, StringComparison.Ordinal));

    [Theory]
    [InlineData("POST", "IGUser", "media", "media_type=CAROUSEL&children=1,2&caption=x&access_token=t")]
    [InlineData("POST", "IGUser", "media", "image_url=https://x/y.jpg&user_tags=[{\"username\":\"a\",\"x\":0.1,\"y\":0.2}]")]
    [InlineData("GET", "Page", null, "fields=id,name,tasks,instagram_business_account{id,username}")]
    [InlineData("GET", "IGUserForIGOnlyAPI", "content_publishing_limit", "fields=quota_usage,config")]
    public void Lets_requests_of_the_guide_through(string method, string node, string? edge, string query) =>
        Assert.Empty(GraphDescription.Current.Violations(node, edge, Call(method, query)));

    [Theory]
    [InlineData("GET", "PagePost", null, "fields=reactions.limit(0).summary(true),shares", null)]
    [InlineData("GET", "PagePost", null, "fields=applause.limit(0).summary(true)", "PagePost has no field applause")]
    [InlineData("POST", "Page", "feed", "attached_media=1,2", "is no list of Object")]
    [InlineData("POST", "Page", "video_reels", "video_id=1", "needs upload_phase")]
    [InlineData("POST", "Page", "videos", "upload_phase=end", "'end' is none of")]
    [InlineData("POST", "Page", "photo_stories", "photo_id=1&message=x", "knows no parameter message")]
    public void Holds_requests_of_pages_to_their_tables(string method, string node, string? edge, string query, string? violation)
    {
        var violations = GraphDescription.Pages.Violations(node, edge, Call(method, query));

        Assert.True(violation is null ? violations.Count == 0 : violations.Any(v => v.Contains(violation, StringComparison.Ordinal)), string.Join("; ", violations));
    }

    [Fact]
    public void Refuses_answers_with_unknown_fields_or_types()
    {
        var answer = System.Text.Json.Nodes.JsonNode.Parse("""{"id":17,"captions":"x"}""");

        Assert.Equal(["IGMedia.id: Number is no string", "IGMedia has no field captions"], GraphDescription.Current.AnswerViolations("IGMedia", answer));
    }

    private static ContractCall Call(string method, string query) =>
        new(method, "/v25.0/1", [.. query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).Select(p => KeyValuePair.Create(p[0], p[1]))], [], null, new Dictionary<string, string>(), []);
}
