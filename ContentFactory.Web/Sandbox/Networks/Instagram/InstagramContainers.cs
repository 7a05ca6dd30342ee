using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Web.Sandbox.Networks.Meta;

namespace ContentFactory.Web.Sandbox.Networks.Instagram;

/// <summary>Containers of Instagram: what may be one, and how far it is. Limits and error words as in "Content Publishing" and "Error Codes" of the Instagram Platform.</summary>
internal static partial class InstagramContainers
{
    public const string Image = "image";
    public const string Reel = "reel";
    public const string Story = "story";
    public const string Carousel = "carousel";

    public const string Finished = "FINISHED";
    public const string Expired = "EXPIRED";

    /// <summary>Posts in 24 hours.</summary>
    public const int Daily = 100;

    private const string Item = "carousel item";
    private const int LongestCaption = 2200;
    private const int MostHashtags = 30;
    private const int MostMentions = 20;
    private const int MostItems = 10;
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    private static readonly SandboxReply UnknownType = MetaAnswers.Error(100, "Invalid parameter", 2207023, "The media type is unknown.");
    private static readonly SandboxReply CarouselWrong = MetaAnswers.Error(100, "Invalid parameter", 2207028, "A carousel must have 2 to 10 photos or videos, each prepared for one.");

    public static bool IsItem(SandboxEntry entry) => entry.Method is Item;

    public static async Task<SandboxReply> MakeAsync(SandboxVisit visit, CancellationToken ct)
    {
        var request = visit.Request;
        if (IsTooLong(request["caption"]))
            return MetaAnswers.Error(36004, "The caption is too long", 2207010, "The caption was too long: at most 2,200 characters, 30 hashtags and 20 mentions.");
        if (request["media_type"] is "CAROUSEL")
            return await MakeCarouselAsync(visit, ct);
        if (MethodOf(request) is not { } method)
            return UnknownType;
        var isVideo = request["image_url"].Length == 0;
        var isSent = isVideo && request["upload_type"] is "resumable";
        var address = request[isVideo ? "video_url" : "image_url"];
        if (!isSent && Refusal(address, isVideo) is { } refusal)
            return refusal;
        if (method is Reel && !isVideo)
            return UnknownType;
        var cover = method is Reel ? request["cover_url"] : "";
        if (cover.Length > 0 && Refusal(cover, isVideo: false) is { } noCover)
            return noCover;
        var note = new MetaNote(isVideo ? "VIDEO" : "IMAGE", Waits: isSent, Ready: isVideo && !isSent ? visit.Now + MetaNote.Work : null);
        var draft = new SandboxDraft(method, method is Story or Item ? "" : request["caption"], FileName: MetaFetch.NameOf(address, isVideo)) { Data = note.ToJson() };
        draft = await visit.Files.FillAsync(draft, address, ct);
        // the feed shows a reel by its cover
        if (cover.Length > 0 && await visit.Files.FillAsync(draft, cover, ct) is { File: { } picture, ContentType: var type })
            draft = draft with { File = picture, ContentType = type };
        var number = await visit.NumberAsync(draft, ct);
        return MetaAnswers.Id(visit.IdOf(number, MetaIds.Containers));
    }

    public static SandboxReply Status(SandboxVisit visit, SandboxEntry container)
    {
        var (note, state) = (MetaNote.Of(container), StateOf(container, visit.Now));
        return MetaAnswers.Node(
            new()
            {
                ["id"] = visit.IdOf(container.Number, MetaIds.Containers), ["status_code"] = state, ["status"] = WordsOf(state),
                ["video_status"] = note.Type is not "VIDEO" ? null : new JsonObject
                {
                    ["uploading_phase"] = new JsonObject { ["status"] = note.Waits ? "in_progress" : "complete", ["bytes_transferred"] = note.Arrived },
                    ["processing_phase"] = new JsonObject { ["status"] = note.Waits ? "not_started" : note.IsReady(visit.Now) ? "complete" : "in_progress" },
                },
            },
            visit.Request["fields"]);
    }

    public static string StateOf(SandboxEntry container, DateTimeOffset now) => container switch
    {
        { State: SandboxStage.Published } => "PUBLISHED",
        _ when now - container.SentAt >= Life => Expired,
        _ => MetaNote.Of(container).IsReady(now) ? Finished : "IN_PROGRESS",
    };

    private static async Task<SandboxReply> MakeCarouselAsync(SandboxVisit visit, CancellationToken ct)
    {
        var ids = visit.Request["children"].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (ids.Length is < 2 or > MostItems)
            return CarouselWrong;
        var items = new List<int>();
        foreach (var id in ids)
        {
            if (await visit.FindAsync(id, MetaIds.Containers, ct) is not { State: SandboxStage.Draft } item || !IsItem(item))
                return CarouselWrong;
            if (StateOf(item, visit.Now) is not Finished)
                return MetaAnswers.Error(9007, "Media ID is not available", 2207027, "The media is not ready for publishing, please wait for a moment.");
            items.Add(item.Number);
        }
        var number = await visit.NumberAsync(new(Carousel, visit.Request["caption"]) { Data = new MetaNote("CAROUSEL_ALBUM", Parts: items).ToJson() }, ct);
        return MetaAnswers.Id(visit.IdOf(number, MetaIds.Containers));
    }

    /// <summary>Null for a type that Instagram does not know.</summary>
    private static string? MethodOf(SandboxRequest request) => request["media_type"] switch
    {
        "STORIES" => Story,
        "REELS" => Reel,
        "" or "IMAGE" or "VIDEO" when request["is_carousel_item"] is "true" => Item,
        "" or "IMAGE" when request["video_url"].Length == 0 && request["upload_type"].Length == 0 => Image,
        _ => null,
    };

    private static SandboxReply? Refusal(string address, bool isVideo) => Path.GetExtension(address).ToLowerInvariant() switch
    {
        _ when address.Length == 0 => MetaAnswers.Parameter("The parameter image_url or video_url is required"),
        ".png" or ".gif" or ".webp" or ".bmp" or ".tiff" when !isVideo => MetaAnswers.Error(36001, "The image format is not supported", 2207005, "The image format is not supported: only JPEG is."),
        _ when !MetaFetch.IsPossible(address, isVideo) => MetaAnswers.Error(9004, "Only photo or video can be accepted as media type.", 2207052, "The media could not be fetched from this address."),
        _ => null,
    };

    private static bool IsTooLong(string caption) =>
        caption.Length > LongestCaption || Hashtag().Count(caption) > MostHashtags || Mention().Count(caption) > MostMentions;

    private static string WordsOf(string state) => state switch
    {
        Finished => "Finished: Media has been uploaded and it is ready to be published.",
        Expired => "Expired: The container was not published within 24 hours.",
        "PUBLISHED" => "Published: Media has been published.",
        _ => "In Progress: Media is still being processed.",
    };

    [GeneratedRegex(@"(?<![\w&/])#\w+")]
    private static partial Regex Hashtag();

    [GeneratedRegex(@"(?<![\w.@/])@[A-Za-z0-9_.]+")]
    private static partial Regex Mention();
}
