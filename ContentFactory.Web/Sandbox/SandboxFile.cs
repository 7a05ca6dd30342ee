using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox;

/// <summary>A file of a call after the platform's checks. <paramref name="Kept"/>: the bytes of a small picture, null otherwise.</summary>
internal sealed record SandboxFile(string Name, string ContentType, long Size, PictureHeader? Picture, byte[]? Kept, SandboxAnswer? Refusal = null)
{
    private const long PhotoBytes = 10L * 1024 * 1024;
    private const long FileBytes = 50L * 1024 * 1024;
    private const long KeptBytes = 5L * 1024 * 1024;
    private const int PhotoSides = 10_000;
    private const int PhotoRatio = 20;

    /// <summary>The file that a parameter names: an upload, "attach://part" or an address, which is believed but never fetched.</summary>
    public static async Task<SandboxFile> ReadAsync(SandboxCall call, string kind, string value, IFormFile? direct, CancellationToken ct)
    {
        var part = direct ?? (value.StartsWith("attach://", StringComparison.Ordinal) ? call.File(value["attach://".Length..]) : null);
        if (part is not null)
            return await UploadedAsync(part, kind, ct);
        if (value.Length == 0)
            return No(SandboxAnswer.BadRequest($"there is no {kind} in the request"));
        if (!Uri.TryCreate(value, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return No(SandboxAnswer.BadRequest("wrong file identifier/HTTP URL specified"));
        return new(Path.GetFileName(address.AbsolutePath), "application/octet-stream", 0, null, null);
    }

    /// <summary>The picture that stands for a video, which is a photo; null where none is named.</summary>
    public static async Task<SandboxFile?> CoverAsync(SandboxCall call, string value, CancellationToken ct) =>
        value.Length == 0 ? null : await ReadAsync(call, "photo", value, null, ct);

    /// <summary>As the feed keeps it: a video shows its cover.</summary>
    public SandboxDraft Drafted(string method, string words, SandboxFile? cover) =>
        cover is { Kept: { } picture } ? new(method, words, null, Name, cover.ContentType, picture) : new(method, words, null, Name, ContentType, Kept);

    /// <summary>A cover in the reply's object of its video.</summary>
    public void AddTo(JsonNode video, SandboxCall call) => video["cover"] = ToReply("photo", call);

    /// <summary>The reply's object of this file: an array of sizes for a photo.</summary>
    public JsonNode ToReply(string kind, SandboxCall call)
    {
        var file = new JsonObject { ["file_id"] = Identifier("sandbox"), ["file_unique_id"] = Identifier("unique")[..16] };
        if (Size > 0)
            file["file_size"] = Size;
        if (kind is "photo" or "video" or "animation")
            (file["width"], file["height"]) = (Picture?.Width ?? call.Number("width") ?? 1280, Picture?.Height ?? call.Number("height") ?? 720);
        if (kind is "video" or "animation" or "audio")
            file["duration"] = call.Number("duration") ?? 1;
        if (kind is not "photo")
            (file["file_name"], file["mime_type"]) = (Name, ContentType);
        return kind is "photo" ? new JsonArray(file) : file;
    }

    private static async Task<SandboxFile> UploadedAsync(IFormFile part, string kind, CancellationToken ct)
    {
        if (part.Length == 0)
            return No(SandboxAnswer.BadRequest("file must be non-empty"));
        if (part.Length > FileBytes)
            return No(SandboxAnswer.Refused(413, "Request Entity Too Large"));
        var name = Short(Path.GetFileName(part.FileName), 300);
        if (kind is not "photo")
            return new(name, Short(part.ContentType is { Length: > 0 } type ? type : "application/octet-stream", 100), part.Length, null, null);
        if (part.Length > PhotoBytes)
            return No(SandboxAnswer.BadRequest(FormattableString.Invariant($"file of size {part.Length} bytes is too big for a photo; the maximum size is {PhotoBytes} bytes")));
        var bytes = new byte[part.Length];
        await using (var stream = part.OpenReadStream())
            await stream.ReadExactlyAsync(bytes, ct);
        return Photo(name, bytes);
    }

    private static SandboxFile Photo(string name, byte[] bytes)
    {
        if (PictureHeader.Read(bytes) is not { Width: > 0, Height: > 0 } picture)
            return No(SandboxAnswer.BadRequest("IMAGE_PROCESS_FAILED"));
        var (longer, shorter) = (Math.Max(picture.Width, picture.Height), Math.Min(picture.Width, picture.Height));
        if (picture.Width + (long)picture.Height > PhotoSides || longer > (long)PhotoRatio * shorter)
            return No(SandboxAnswer.BadRequest("PHOTO_INVALID_DIMENSIONS"));
        return new(name, picture.ContentType, bytes.Length, picture, bytes.Length <= KeptBytes ? bytes : null);
    }

    private string Identifier(string salt) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{salt}/{Name}/{Size}")));

    private static string Short(string value, int length) => value.Replace("\0", "", StringComparison.Ordinal) is var clean && clean.Length > length ? clean[..length] : clean;

    private static SandboxFile No(SandboxAnswer refusal) => new("", "", 0, null, null, refusal);
}
