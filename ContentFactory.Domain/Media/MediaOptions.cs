using ContentFactory.Domain.Media.Stores;

namespace ContentFactory.Domain.Media;

/// <summary>Where files lie and how large they may be (configuration section "Media").</summary>
public sealed class MediaOptions
{
    public const string Section = "Media";

    /// <summary>"media" in the data folder unless set. Uploads wait there, and files lie there where <see cref="Store"/> is Local; then all nodes must see the same folder.</summary>
    public string Folder { get; set; } = Path.Combine(".data", "media");

    /// <summary>Where files go whose tenant has no store of its own.</summary>
    public MediaStoreKind Store { get; set; }

    public S3Options S3 { get; set; } = new();
    public CloudinaryOptions Cloudinary { get; set; } = new();

    public long MaxImageBytes { get; set; } = 20 * 1024 * 1024;
    public long MaxVideoBytes { get; set; } = 512 * 1024 * 1024;
    public long MaxDocumentBytes { get; set; } = 50 * 1024 * 1024;

    /// <summary>Width times height: a small file can hold a picture that fills the memory.</summary>
    public long MaxPixels { get; set; } = 50_000_000;

    public TimeSpan LinkLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Tools that work on files at the same time on this node, so many on pictures and so many on films, all behind the pages.</summary>
    public int ToolsAtOnce { get; set; } = Math.Max(1, Environment.ProcessorCount / 2);

    internal long MaxBytes => Math.Max(MaxImageBytes, Math.Max(MaxVideoBytes, MaxDocumentBytes));

    /// <summary>Faults, each with the key to set; empty when all is well.</summary>
    public IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(Folder))
            yield return "Media:Folder must name a folder.";
        if (MaxImageBytes < 1 || MaxVideoBytes < 1 || MaxDocumentBytes < 1)
            yield return "Media:MaxImageBytes, MaxVideoBytes and MaxDocumentBytes must be positive.";
        if (MaxPixels < 1)
            yield return "Media:MaxPixels must be positive.";
        if (LinkLifetime < TimeSpan.FromMinutes(1) || LinkLifetime > TimeSpan.FromDays(30))
            yield return "Media:LinkLifetime must be 00:01:00 to 30.00:00:00.";
        if (ToolsAtOnce is < 1 or > 64)
            yield return "Media:ToolsAtOnce must be 1 to 64.";
        if (Store is MediaStoreKind.S3 && !S3.IsSet)
            yield return "Media:S3:Bucket, AccessKey and SecretKey must be set for Media:Store=S3.";
        if (!S3.HasEndpoint)
            yield return "Media:S3:Endpoint must be an address that begins with http:// or https://.";
        if (Store is MediaStoreKind.Cloudinary && !Cloudinary.IsSet)
            yield return "Media:Cloudinary:Cloud, ApiKey and ApiSecret must be set for Media:Store=Cloudinary.";
    }
}
