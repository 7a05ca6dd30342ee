using System.Text;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Web.Sandbox.Networks.Meta;

namespace ContentFactory.Web.Sandbox.Networks.Threads;

/// <summary>Containers of Threads: what may be one, and how far it is. Limits as in "Posts" and "Overview" of the Threads API.</summary>
internal static class ThreadsContainers
{
    public const string Finished = "FINISHED";
    public const string Expired = "EXPIRED";

    /// <summary>In 24 hours.</summary>
    public const int DailyPosts = 250;

    public const int DailyReplies = 1000;

    private const string Item = "carousel item";
    private const int LongestText = 500;
    private const int LongestTag = 50;
    private const int MostItems = 20;
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);
    private static readonly string[] ReplyControls = ["", "everyone", "accounts_you_follow", "mentioned_only", "followers_only", "parent_post_author_only"];

    public static bool IsItem(SandboxEntry entry) => entry.Method is Item;

    public static async Task<SandboxReply> MakeAsync(SandboxVisit visit, CancellationToken ct)
    {
        var request = visit.Request;
        if (Refusal(request) is { } refusal)
            return refusal;
        SandboxEntry? parent = null;
        IReadOnlyList<int>? items = null;
        if (request["reply_to_id"] is { Length: > 0 } replyTo && (parent = await visit.PostAsync(replyTo, ct)) is null)
            return MetaAnswers.Parameter("Param reply_to_id must be the id of a post that exists");
        if (request["media_type"] is "CAROUSEL" && (items = await ItemsAsync(visit, ct)) is null)
            return MetaAnswers.Error(100, "Invalid parameter", 2207028, "A carousel must have 2 to 20 images or videos, each prepared for one.");
        var (type, method) = FormOf(request["media_type"]);
        var isVideo = type is "VIDEO";
        var note = new MetaNote(type, Ready: isVideo ? visit.Now + MetaNote.Work : null, Parts: items, ReplyTo: parent?.Number);
        var address = request[isVideo ? "video_url" : "image_url"];
        var draft = new SandboxDraft(
            request["is_carousel_item"] is "true" ? Item : parent is not null ? "thread part" : method, Words(request),
            FileName: address.Length > 0 ? MetaFetch.NameOf(address, isVideo) : null) { Data = note.ToJson() };
        var number = await visit.NumberAsync(await visit.Files.FillAsync(draft, address, ct), ct);
        return MetaAnswers.Id(visit.IdOf(number, MetaIds.Containers));
    }

    public static SandboxReply Status(SandboxVisit visit, SandboxEntry container) => MetaAnswers.Node(
        new() { ["id"] = visit.IdOf(container.Number, MetaIds.Containers), ["status"] = StateOf(container, visit.Now), ["error_message"] = null },
        visit.Request["fields"]);

    public static string StateOf(SandboxEntry container, DateTimeOffset now) => container switch
    {
        { State: SandboxStage.Published } => "PUBLISHED",
        _ when now - container.SentAt >= Life => Expired,
        _ => MetaNote.Of(container).IsReady(now) ? Finished : "IN_PROGRESS",
    };

    private static SandboxReply? Refusal(SandboxRequest request)
    {
        if (LengthOf(request["text"]) > LongestText)
            return MetaAnswers.Error(100, $"(#100) Param text must be at most {LongestText} characters long.", words: "The text is too long: a post has at most 500 characters.");
        if (!ReplyControls.Contains(request["reply_control"]))
            return MetaAnswers.Parameter("Param reply_control must be one of {EVERYONE, ACCOUNTS_YOU_FOLLOW, MENTIONED_ONLY, FOLLOWERS_ONLY, PARENT_POST_AUTHOR_ONLY}");
        if (request["topic_tag"] is { Length: > LongestTag })
            return MetaAnswers.Parameter("Param topic_tag must be at most 50 characters long");
        return request["media_type"] switch
        {
            "TEXT" when request["text"].Length == 0 && request["link_attachment"].Length == 0 => MetaAnswers.Parameter("The parameter text is required"),
            "TEXT" or "CAROUSEL" => null,
            "IMAGE" or "VIDEO" when request["link_attachment"].Length > 0 => MetaAnswers.Parameter("Param link_attachment is allowed for text posts only"),
            "IMAGE" => Fetched(request["image_url"], isVideo: false),
            "VIDEO" => Fetched(request["video_url"], isVideo: true),
            _ => MetaAnswers.Parameter("Param media_type must be one of {TEXT, IMAGE, VIDEO, CAROUSEL}"),
        };
    }

    private static SandboxReply? Fetched(string address, bool isVideo) => MetaFetch.IsPossible(address, isVideo)
        ? null
        : MetaAnswers.Error(9004, "Only photo or video can be accepted as media type.", 2207052, "The media could not be fetched from this address.");

    private static async Task<IReadOnlyList<int>?> ItemsAsync(SandboxVisit visit, CancellationToken ct)
    {
        var ids = visit.Request["children"].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var items = new List<int>();
        foreach (var id in ids)
        {
            if (await visit.FindAsync(id, MetaIds.Containers, ct) is { State: SandboxStage.Draft } item && IsItem(item) && StateOf(item, visit.Now) is Finished)
                items.Add(item.Number);
        }
        return items.Count == ids.Length && items.Count is >= 2 and <= MostItems ? items : null;
    }

    private static (string Type, string Method) FormOf(string asked) => asked switch
    {
        "IMAGE" => ("IMAGE", "image"),
        "VIDEO" => ("VIDEO", "video"),
        "CAROUSEL" => ("CAROUSEL_ALBUM", "carousel"),
        _ => ("TEXT_POST", "text"),
    };

    /// <summary>The list of posts gives back the words alone; a card's link is its own.</summary>
    private static string Words(SandboxRequest request) => request["text"].Length > 0 ? request["text"] : request["link_attachment"];

    /// <summary>Characters, of which an emoji counts as the bytes of its UTF-8.</summary>
    private static int LengthOf(string text)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
            length += IsEmoji(rune) ? rune.Utf8SequenceLength : 1;
        return length;
    }

    private static bool IsEmoji(Rune rune) => rune.Value is (>= 0x1F000 and <= 0x1FAFF) or (>= 0x2600 and <= 0x27BF);
}
