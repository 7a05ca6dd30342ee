using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.Facebook;

internal sealed partial class FakeFacebook
{
    private Answer Write(string step, ContractCall raw, string page)
    {
        var call = FacebookProtocol.Opened(raw);
        return step switch
        {
            "feed" => Feed(call, page),
            "photo" => Photo(call, FacebookProtocol.FileOf(raw, "source"), page),
            "photo_story" => PhotoStory(call, page),
            "video_start" or "reel_start" or "video_story_start" => StartVideo(call, page),
            "video_transfer" => Transfer(call, FacebookProtocol.FileOf(raw, "video_file_chunk") ?? []),
            "video_finish" or "reel_finish" or "video_story_finish" => FinishVideo(call, FacebookProtocol.FileOf(raw, "thumb")),
            _ => throw new InvalidOperationException(step),
        };
    }

    private Answer Feed(ContractCall call, string page)
    {
        var attached = FacebookProtocol.Attached(call).Select(id => photos.FirstOrDefault(p => p.Id == id)).ToList();
        if (attached.Any(p => p is null || p.Page != page || p.Post is not null))
            return GraphAnswer.Error(100, 0, "Invalid parameter: attached_media");
        if (call.Text("link") is { } link && !Uri.IsWellFormedUriString(link, UriKind.Absolute))
            return GraphAnswer.Error(100, 1500, "The url you supplied is invalid");
        var kind = attached.Count > 0 ? "photos" : call.Text("link") is null ? "text" : "link";
        return Answer.Ok(new JsonObject { ["id"] = Add(page, kind, call.Text("message"), [.. attached!], call.Text("link")).Id });
    }

    private Answer Photo(ContractCall call, byte[]? source, string page)
    {
        source ??= Web.GetValueOrDefault(call.Text("url")!);
        if (source is null || source.Length is 0 or > 10 * 1024 * 1024)
            return GraphAnswer.Error(324, 1366046, "Your photos couldn't be uploaded. Photos should be saved as JPG, PNG, GIF or TIFF files");
        var photo = new FakePhoto(NextId(), page, call.Text("alt_text_custom"), Now, source);
        photos.Add(photo);
        if (call.Text("published") == "false")
            return Answer.Ok(new JsonObject { ["id"] = photo.Id });
        var post = Add(page, "photo", call.Text("message") ?? call.Text("caption") ?? call.Text("name"), [photo]);
        return Answer.Ok(new JsonObject { ["id"] = photo.Id, ["post_id"] = post.Id });
    }

    private Answer PhotoStory(ContractCall call, string page)
    {
        if (photos.FirstOrDefault(p => p.Id == call.Text("photo_id")) is not { Post: null } photo)
            return GraphAnswer.Error(100, 0, "Invalid parameter: photo_id");
        return Answer.Ok(new JsonObject { ["success"] = true, ["post_id"] = Add(page, "photo story", null, [photo]).Id });
    }

    private FakePost Add(string page, string kind, string? text, IReadOnlyList<FakePhoto> of, string? link = null, FakeVideo? video = null)
    {
        var post = new FakePost($"{page}_{NextId()}", page, kind, text, Now) { Link = link, Photos = of, Video = video };
        foreach (var photo in of)
            photo.Post = post;
        posts.Add(post);
        return post;
    }

    /// <summary>A post that somebody made on the page itself.</summary>
    public void AddForeign(string text, TimeSpan ago = default) => posts.Add(new($"{PageId}_{NextId()}", PageId, "text", text, Now - ago));
}
