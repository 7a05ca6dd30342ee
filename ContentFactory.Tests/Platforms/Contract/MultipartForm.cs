using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ContentFactory.Tests.Platforms.Contract;

/// <summary>One part of a multipart form, as it arrived.</summary>
internal sealed record FormPart(string Name, string? FileName, string? ContentType, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);
}

internal static class MultipartForm
{
    /// <summary>Empty where the body is no multipart form.</summary>
    public static IReadOnlyList<FormPart> Of(ContractCall call)
    {
        if (!MediaTypeHeaderValue.TryParse(call.Header("Content-Type"), out var type) || type.MediaType != "multipart/form-data")
            return [];
        var reader = new MultipartReader(HeaderUtilities.RemoveQuotes(type.Boundary).Value!, new MemoryStream(call.Body));
        var parts = new List<FormPart>();
        // the body is in memory: nothing is waited for
        while (reader.ReadNextSectionAsync().GetAwaiter().GetResult() is { } section)
        {
            var bytes = new MemoryStream();
            section.Body.CopyTo(bytes);
            var head = ContentDispositionHeaderValue.Parse(section.ContentDisposition);
            var file = head.FileNameStar.HasValue ? head.FileNameStar : HeaderUtilities.RemoveQuotes(head.FileName);
            parts.Add(new(HeaderUtilities.RemoveQuotes(head.Name).Value ?? "", file.Value, section.ContentType, bytes.ToArray()));
        }
        return parts;
    }
}
