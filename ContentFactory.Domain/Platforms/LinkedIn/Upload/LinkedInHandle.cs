using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace ContentFactory.Domain.Platforms.LinkedIn;

/// <summary>How far a post is, as the ticket remembers it: JSON, packed ("z:…") where it is long.</summary>
/// <param name="Media">The URNs of the files that were uploaded, in the post's order.</param>
/// <param name="Video">The one that is being sent; null where none is or where it does not fit in here.</param>
/// <param name="Held">The URN of one that does not fit: only the process that sends it knows the rest.</param>
/// <param name="Losses">How often a process was gone with a video that did not fit.</param>
/// <param name="Ready">How many of them LinkedIn has prepared, from the first on.</param>
/// <param name="Publishing">The step that publishes may have been taken.</param>
internal sealed record LinkedInHandle(IReadOnlyList<string> Media, VideoUpload? Video = null, string? Held = null, int Losses = 0, int Ready = 0, bool Publishing = false)
{
    /// <summary>A handle has 2,000 characters.</summary>
    private const int Longest = 2_000;
    private const string Packed = "z:";

    public static readonly LinkedInHandle None = new([]);

    /// <summary>What can't be read is a new beginning: uploads alone publish nothing.</summary>
    public static LinkedInHandle Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return None;
        try
        {
            var json = text.StartsWith(Packed, StringComparison.Ordinal) ? Unpack(text[Packed.Length..]) : text;
            return JsonSerializer.Deserialize<LinkedInHandle>(json) is { Media: not null } handle ? handle : None;
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidDataException or InvalidOperationException)
        {
            return None;
        }
    }

    /// <summary>Null where it has more characters than can be remembered.</summary>
    public string? Text()
    {
        var json = JsonSerializer.Serialize(this);
        if (json.Length <= Longest)
            return json;
        var packed = Packed + Pack(json);
        return packed.Length <= Longest ? packed : null;
    }

    /// <summary>Records print their members; addresses of uploads must not reach a log that way.</summary>
    public override string ToString() => $"{Media.Count} {Video}{Held} {Publishing}";

    private static string Pack(string json)
    {
        using var bytes = new MemoryStream();
        using (var packer = new BrotliStream(bytes, CompressionLevel.SmallestSize, leaveOpen: true))
            packer.Write(Encoding.UTF8.GetBytes(json));
        return Convert.ToBase64String(bytes.ToArray());
    }

    private static string Unpack(string text)
    {
        using var unpacker = new BrotliStream(new MemoryStream(Convert.FromBase64String(text)), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacker, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
