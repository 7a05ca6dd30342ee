using System.Text.Json;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Web.Sandbox.Networks.Meta;

namespace ContentFactory.Web.Sandbox.Networks.Facebook;

/// <summary>Photos that are uploaded where nobody sees them, and attached to a post then.</summary>
internal static class FacebookPhotos
{
    public const string Photo = "photo";

    private const int MostAttached = 50;
    private const long Largest = 10 * 1024 * 1024;
    private const long LargestKept = 5 * 1024 * 1024;

    // taken by Facebook, and shown by no browser that is sure of it
    private static readonly string[] Unshown = ["image/bmp", "image/tiff"];

    private static readonly SandboxReply Unreadable = MetaAnswers.Error(
        324, "(#324) Missing or invalid image file", 1366046, "Your photos couldn't be uploaded. Photos should be less than 10 MB and saved as JPG, PNG, GIF, TIFF or BMP files.");

    public static async Task<SandboxReply> UploadAsync(SandboxVisit visit, CancellationToken ct)
    {
        var request = visit.Request;
        if (request["published"] is not "false")
            return MetaAnswers.Parameter("The sandbox takes photos with published=false only, to be attached to a post");
        SandboxDraft? draft = request.Files?.GetFile("source") is { } file ? await SentAsync(file, ct)
            : MetaFetch.IsPossible(request["url"], isVideo: false) ? await visit.Files.FillAsync(new(Photo, "", FileName: MetaFetch.NameOf(request["url"], isVideo: false)), request["url"], ct)
            : null;
        if (draft is null)
            return Unreadable;
        var number = await visit.NumberAsync(draft with { Data = new MetaNote("IMAGE").ToJson() }, ct);
        return MetaAnswers.Id(visit.IdOf(number));
    }

    /// <summary>The photos that a post names as attached_media[0], [1]..., or what is wrong with them.</summary>
    public static async Task<(IReadOnlyList<int> Photos, SandboxReply? Refusal)> AttachedAsync(SandboxVisit visit, CancellationToken ct)
    {
        var photos = new List<int>();
        for (var place = 0; place < MostAttached && visit.Request[FormattableString.Invariant($"attached_media[{place}]")] is { Length: > 0 } attached; place++)
        {
            if (await FindAsync(visit, attached, ct) is not { State: SandboxStage.Draft, Method: Photo } photo || photos.Contains(photo.Number))
                return ([], MetaAnswers.Parameter($"Param attached_media[{place}] must be a photo that was not published yet"));
            photos.Add(photo.Number);
        }
        return (photos, null);
    }

    private static async Task<SandboxEntry?> FindAsync(SandboxVisit visit, string attached, CancellationToken ct)
    {
        try
        {
            return NetworkJson.Parse(attached) is JsonObject media && media["media_fbid"] is JsonValue id ? await visit.FindAsync(id.ToString(), MetaIds.Posts, ct) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Null for what is no picture that Facebook takes. The type is read from the bytes, as a browser will be told it.</summary>
    private static async Task<SandboxDraft?> SentAsync(IFormFile file, CancellationToken ct)
    {
        if (file.Length is 0 or > Largest)
            return null;
        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, ct);
        var draft = new SandboxDraft(Photo, "", FileName: Name(file.FileName));
        return PictureHeader.Read(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)) switch
        {
            { ContentType: "image/jpeg" or "image/png" or "image/gif" } picture => file.Length > LargestKept ? draft : draft with { ContentType = picture.ContentType, File = bytes.ToArray() },
            null when Unshown.Contains(file.ContentType) => draft,
            _ => null,
        };
    }

    private static string Name(string name) => Path.GetFileName(SandboxRequest.Clean(name)) is var file && file.Length > 100 ? file[^100..] : file;
}
