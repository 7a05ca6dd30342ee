using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks;

/// <summary>Files at this application's own addresses, which the sandbox reads without a call. Every other address is believed, and never fetched.</summary>
internal sealed class SandboxFetch(SandboxOptions options, MediaTokens tokens, StoredFiles files, MediaLibrary library)
{
    private const long LargestKept = 5 * 1024 * 1024;

    /// <summary>The draft with the name of the file and, of a small picture, its bytes; as it was where the address is none of this tenant's.</summary>
    public async Task<SandboxDraft> FillAsync(SandboxDraft draft, string address, CancellationToken ct)
    {
        if (TokenOf(address) is not { } token || tokens.Read(token) is not { } named)
            return draft;
        var found = await library.FindAsync(named.MediaId, ct);
        if (!found.Ok)
            return draft;
        var file = found.Value;
        draft = draft with { FileName = file.FileName };
        if (file.Kind is not (MediaKind.Image or MediaKind.Animation) || file.Size > LargestKept)
            return draft;
        if (await BytesAsync(file, ct) is not { } bytes)
            return draft;
        return PictureHeader.Read(bytes) is { } picture ? draft with { ContentType = picture.ContentType, File = bytes } : draft;
    }

    private async Task<byte[]?> BytesAsync(MediaFile file, CancellationToken ct)
    {
        try
        {
            await using var content = await files.OpenAsync(file.Place, file.Size, ct);
            var bytes = new byte[content.Length];
            await content.ReadExactlyAsync(bytes, ct);
            return bytes;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private string? TokenOf(string address) =>
        options.BaseUrl is { } own && new Uri(own, "media/").AbsoluteUri is var root && address.StartsWith(root, StringComparison.Ordinal) ? address[root.Length..] : null;
}
