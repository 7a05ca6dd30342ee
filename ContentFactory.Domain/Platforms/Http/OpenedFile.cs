using System.Net.Http.Headers;

namespace ContentFactory.Domain.Platforms.Http;

/// <summary>Files of the media store as bodies of requests.</summary>
internal static class OpenedFile
{
    /// <summary>The answer for a file that could not be opened: nothing was sent.</summary>
    public const string Unreadable = "file";

    public static readonly PlatformReply UnreadableReply = new(ReplyState.NotSent, 0, Unreadable);

    /// <summary>The file's own type; any bytes where that is no type.</summary>
    public static MediaTypeHeaderValue TypeOf(OutgoingMedia file) => MediaTypeHeaderValue.TryParse(file.ContentType, out var type) ? type : new("application/octet-stream");

    /// <summary>A part of the file, with its type; null where the store does not give it or it has another size than it had. Belongs to whoever called.</summary>
    public static async Task<FileContent?> PartAsync(OutgoingMedia file, long from, long length, CancellationToken ct)
    {
        Stream? stream = null;
        try
        {
            stream = await file.Open(ct);
            if (stream.Length == file.Size)
            {
                stream.Position = from;
                return new(stream, length) { Headers = { ContentType = TypeOf(file) } };
            }
        }
        // stores fail in their own ways: gone, moved, not reachable
        catch (Exception error) when (error is not OperationCanceledException)
        {
        }
        stream?.Dispose();
        return null;
    }

    /// <summary>A field of a form, or a file with its name: in quotes and in UTF-8, as all networks read it.</summary>
    public static void Attach(this MultipartFormDataContent form, HttpContent content, string part, string? fileName = null)
    {
        content.Headers.Remove("Content-Disposition");
        content.Headers.TryAddWithoutValidation("Content-Disposition", fileName is null ? $"form-data; name=\"{part}\"" : $"form-data; name=\"{part}\"; filename=\"{fileName}\"");
        form.Add(content);
    }
}
