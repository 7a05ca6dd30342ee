using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace ContentFactory.Tests.Platforms.LinkedIn;

internal sealed class FakeAsset(string urn, string owner, long size, DateTimeOffset expires, int tagLength)
{
    private readonly SortedDictionary<int, (byte[] Bytes, string Tag)> parts = [];

    public string Urn { get; } = urn;
    public string Owner { get; } = owner;
    public long Size { get; } = size;
    public DateTimeOffset Expires { get; } = expires;
    public bool IsVideo => Urn.Contains(":video:", StringComparison.Ordinal);
    public string UploadToken => $"token-{Urn}";
    /// <summary>Every byte is here, and of a video its end was told.</summary>
    public DateTimeOffset? WholeAt { get; set; }
    public bool HasFailed { get; set; }
    public byte[] Bytes => parts.Values.Aggregate(new MemoryStream(), (all, part) => { all.Write(part.Bytes); return all; }).ToArray();
    public IEnumerable<string> Tags => parts.Values.Select(p => p.Tag);
    /// <summary>How often a part came that had come before.</summary>
    public int SentAgain { get; private set; }

    public string Take(int part, byte[] bytes)
    {
        SentAgain += parts.ContainsKey(part) ? 1 : 0;
        parts[part] = (bytes, TagOf(part, bytes));
        return parts[part].Tag;
    }

    public string StatusAt(DateTimeOffset now, TimeSpan processing) =>
        WholeAt is null ? "WAITING_UPLOAD" : now < WholeAt + processing ? "PROCESSING" : HasFailed ? "PROCESSING_FAILED" : "AVAILABLE";

    // no two of them, and no part of one, are alike: they can't be packed
    private string TagOf(int part, byte[] bytes)
    {
        var hash = SHA256.HashData(bytes);
        return string.Concat(Enumerable.Range(0, tagLength / 43 + 1).Select(n => Base64Url.EncodeToString(SHA256.HashData([.. hash, (byte)part, (byte)n]))))[..tagLength];
    }
}

internal sealed record FakePost(string Urn, JsonObject Body, string Shown, DateTimeOffset At)
{
    public bool IsRemoved { get; set; }
    public string? Author => (string?)Body["author"];
    public JsonNode? Content => Body["content"];
}
