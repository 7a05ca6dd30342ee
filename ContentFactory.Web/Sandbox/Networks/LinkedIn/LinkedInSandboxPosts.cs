using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks.LinkedIn;

/// <summary>Posts of the page: made, listed, removed.</summary>
internal sealed class LinkedInSandboxPosts(SandboxVisit visit)
{
    private const int MostImages = 20;

    /// <summary>"Wait 10 minutes or change it" (422).</summary>
    private static readonly TimeSpan Repeats = TimeSpan.FromMinutes(10);

    public async Task<SandboxReply> CreateAsync(CancellationToken ct)
    {
        var body = visit.Request.Json;
        var words = body.Text("commentary");
        if (body.Text("author") != visit.AccountId)
            return LinkedInFault.Denied("author");
        if (body.Text("visibility") is not "PUBLIC")
            return LinkedInFault.Field("INVALID_VALUE_FOR_FIELD", "/visibility", "an organization's post must be PUBLIC");
        if (LinkedInSandboxText.IsTooLong(words))
            return LinkedInFault.Field("FIELD_LENGTH_TOO_LONG", "/commentary", string.Create(CultureInfo.InvariantCulture, $"the length must be at most {LinkedInSandboxText.Longest}"));
        var (content, refusal) = await ContentAsync(body.At("content"), ct);
        if (refusal is not null)
            return refusal;
        if (words.Length == 0 && content.Method is "text")
            return LinkedInFault.Field("MISSING_FIELD", "/commentary", "field is required but not found and has no default value");
        if (await RepeatedAsync(words, content, ct) is { } same)
            return LinkedInFault.Field("DUPLICATE_POST", "/commentary", $"Content is a duplicate of {UrnOf(same)}", 422);
        return await RecordAsync(body, words, content, ct);
    }

    public async Task<SandboxReply> ListAsync(CancellationToken ct)
    {
        if (visit.Request["author"] != visit.AccountId)
            return LinkedInFault.Denied("author");
        var most = int.TryParse(visit.Request["count"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, 100) : 10;
        var posts = (await SandboxSet.RecentAsync(visit, ct)).Take(most).Select(p => (JsonNode)Post(p)).ToArray();
        return SandboxReply.Json(new JsonObject { ["elements"] = new JsonArray(posts), ["paging"] = new JsonObject { ["start"] = 0, ["count"] = most, ["links"] = new JsonArray() } });
    }

    /// <summary>What is gone already counts as removed, as at LinkedIn.</summary>
    public async Task<SandboxReply> DeleteAsync(string urn, CancellationToken ct)
    {
        if (LinkedInSandboxUrn.PostNumber(visit.Account, urn) is not { } number)
            return LinkedInFault.Denied("partnerApiPosts.DELETE");
        if (await SandboxSet.FindAsync(visit, number, ct) is { } post)
            await SandboxSet.RemoveAsync(visit, post, ct);
        return new(204, "");
    }

    private async Task<SandboxReply> RecordAsync(JsonNode? body, string words, Content content, CancellationToken ct)
    {
        var facts = new JsonObject { ["commentary"] = words, ["visibility"] = body.Text("visibility"), ["content"] = body.At("content")?.DeepClone(), ["source"] = content.Source };
        var draft = new SandboxDraft(content.Method, LinkedInSandboxText.Plain(words)) { Title = content.Title is { Length: > 0 } title ? title : null };
        var number = await SandboxSet.RecordAsync(visit, draft, facts, content.Files, ct);
        var urn = LinkedInSandboxUrn.OfPost(visit.Account, number, content.Method is "video");
        return new(201, "") { Headers = new Dictionary<string, string> { ["x-restli-id"] = urn, ["x-linkedin-id"] = urn } };
    }

    private Task<(Content, SandboxReply?)> ContentAsync(JsonNode? content, CancellationToken ct) => content switch
    {
        _ when content.At("multiImage") is { } set => ImagesAsync(set.Items("images"), ct),
        _ when content.At("media") is { } media => FileAsync(media, ct),
        _ when content.At("article") is { } article => Task.FromResult(Article(article)),
        null => Task.FromResult<(Content, SandboxReply?)>((Content.None, null)),
        _ => Task.FromResult<(Content, SandboxReply?)>((Content.None, LinkedInFault.Field("INVALID_VALUE_FOR_FIELD", "/content", "is of no known kind"))),
    };

    private async Task<(Content, SandboxReply?)> ImagesAsync(IReadOnlyList<JsonNode?> images, CancellationToken ct)
    {
        if (images.Count is < 2 or > MostImages)
            return (Content.None, LinkedInFault.Field("INVALID_VALUE_FOR_FIELD", "/content/multiImage/images", "must have between 2 and 20 items"));
        var (files, uploads) = (new List<SandboxAttachment>(), new LinkedInSandboxUploads(visit));
        foreach (var image in images)
        {
            var (file, refusal) = await uploads.ReadyAsync(image.Text("id"), "/content/multiImage/images/id", ct);
            if (file is null)
                return (Content.None, refusal);
            if (file.Kind is not "image")
                return (Content.None, LinkedInFault.Field("INVALID_URN_TYPE", "/content/multiImage/images/id", "must be an image"));
            files.Add(file.Attachment);
        }
        return (new("multi image", files), null);
    }

    private async Task<(Content, SandboxReply?)> FileAsync(JsonNode media, CancellationToken ct)
    {
        var (file, refusal) = await new LinkedInSandboxUploads(visit).ReadyAsync(media.Text("id"), "/content/media/id", ct);
        return file is null ? (Content.None, refusal) : (new(file.Kind, [file.Attachment], media.Text("title")), null);
    }

    private static (Content, SandboxReply?) Article(JsonNode article)
    {
        if (!Uri.TryCreate(article.Text("source"), UriKind.Absolute, out var source) || source.Scheme is not ("http" or "https"))
            return (Content.None, LinkedInFault.Field("INVALID_VALUE_FOR_FIELD", "/content/article/source", "is not a valid address"));
        return article.Text("title") is { Length: > 0 } title
            ? (new("article", [], title, article.Text("source")), null)
            : (Content.None, LinkedInFault.Field("MISSING_FIELD", "/content/article/title", "field is required but not found and has no default value"));
    }

    // the same words under other files are another post
    private async Task<SandboxEntry?> RepeatedAsync(string words, Content content, CancellationToken ct) => content.Files.Count > 0 ? null : (await SandboxSet.RecentAsync(visit, ct))
        .FirstOrDefault(p => visit.Now - p.SentAt < Repeats && p.Method == content.Method && p.Facts().Text("commentary") == words && p.Facts().Text("source") == content.Source);

    private string UrnOf(SandboxEntry entry) => LinkedInSandboxUrn.OfPost(visit.Account, entry.Number, entry.Method is "video");

    private JsonObject Post(SandboxEntry entry)
    {
        var (facts, at) = (entry.Facts(), entry.SentAt.ToUnixTimeMilliseconds());
        var post = new JsonObject
        {
            ["id"] = UrnOf(entry), ["author"] = visit.AccountId, ["commentary"] = facts.Text("commentary"), ["visibility"] = facts.Text("visibility"),
            ["lifecycleState"] = "PUBLISHED", ["createdAt"] = at, ["publishedAt"] = at, ["lastModifiedAt"] = at,
        };
        if (facts.At("content") is { } content)
            post["content"] = content.DeepClone();
        return post;
    }

    private sealed record Content(string Method, IReadOnlyList<SandboxAttachment> Files, string Title = "", string Source = "")
    {
        public static readonly Content None = new("text", []);
    }
}
