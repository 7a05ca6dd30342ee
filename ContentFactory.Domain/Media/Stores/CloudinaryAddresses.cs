using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ContentFactory.Domain.Media.Stores;

/// <summary>
/// Names, addresses and signatures of an account. Files are of the type "authenticated": an address without its signature delivers nothing.
/// </summary>
internal sealed class CloudinaryAddresses(CloudinarySettings settings)
{
    public const string Delivered = "authenticated";

    // of the digest in base64
    private const int SignatureLength = 8;

    // sound is a kind of video there
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        [".jpg"] = "image", [".jpeg"] = "image", [".png"] = "image", [".gif"] = "image", [".webp"] = "image",
        [".mp4"] = "video", [".mov"] = "video", [".webm"] = "video", [".mp3"] = "video", [".wav"] = "video", [".ogg"] = "video", [".m4a"] = "video",
    };

    public static string KindOf(string key) => Kinds.GetValueOrDefault(Path.GetExtension(key), "raw");

    /// <summary>The extension is the format of pictures and films; of any other file it is a part of the name.</summary>
    public static string PublicIdOf(string key) => KindOf(key) == "raw" ? key : key[..^Path.GetExtension(key).Length];

    public Uri Api(string key, string verb) => new(settings.Api, $"v1_1/{Uri.EscapeDataString(settings.Cloud)}/{KindOf(key)}/{verb}");

    /// <summary>Of the file as it was put there: an address that asks for no change.</summary>
    public Uri Delivery(string key) => new(settings.Delivery, $"{Uri.EscapeDataString(settings.Cloud)}/{KindOf(key)}/{Delivered}/{DeliverySignature(key)}/v1/{key}");

    /// <summary>Of a public id with its format; the version that follows in the address is not signed.</summary>
    public string DeliverySignature(string source) => $"s--{Convert.ToBase64String(Digest(source))[..SignatureLength].Replace('+', '-').Replace('/', '_')}--";

    /// <summary>The parameters with the moment, the key and the signature.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Signed(IEnumerable<KeyValuePair<string, string>> parameters, DateTimeOffset now)
    {
        KeyValuePair<string, string>[] all = [.. parameters.Append(new("timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))).OrderBy(p => p.Key, StringComparer.Ordinal)];
        var signature = Convert.ToHexStringLower(Digest(string.Join('&', all.Select(p => $"{p.Key}={p.Value}"))));
        return [.. all, new("api_key", settings.ApiKey), new("signature", signature)];
    }

    // the algorithm is theirs
#pragma warning disable CA5350
    private byte[] Digest(string text) => SHA1.HashData(Encoding.UTF8.GetBytes(text + settings.ApiSecret));
#pragma warning restore CA5350
}
