using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>One method of the Bot API with its fields; JSON, or multipart when it carries files.</summary>
internal sealed class TelegramCall(string method, JsonObject fields)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<(string Part, OutgoingMedia File)> files = [];

    public string Method { get; } = method;

    public JsonObject Fields { get; } = fields;

    public bool HasFiles => files.Count > 0;

    public void Attach(string part, OutgoingMedia file) => files.Add((part, file));

    /// <summary>Opens the files. What was opened is closed with the body, or at once when a later file cannot be opened.</summary>
    public async Task<HttpContent> BodyAsync(CancellationToken ct)
    {
        if (!HasFiles)
            return new StringContent(Fields.ToJsonString(Json), Encoding.UTF8, "application/json");
        var form = new MultipartFormDataContent { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        try
        {
            foreach (var (name, value) in Fields)
                form.Add(new StringContent(Text(value!), Encoding.UTF8), name);
            foreach (var (part, file) in files)
                form.Add(await PartAsync(part, file, ct));
            return form;
        }
        catch
        {
            form.Dispose();
            throw;
        }
    }

    private static string Text(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString(Json);

    // The framework's own encoding of a file name (RFC 2047 and filename*) would be shown to readers as it stands; raw UTF-8 is read as meant.
    private static async Task<HttpContent> PartAsync(string part, OutgoingMedia file, CancellationToken ct)
    {
        var bytes = await file.Open(ct);
        var content = new FileContent(bytes, bytes.CanSeek ? bytes.Length : file.Size);
        content.Headers.ContentType = OpenedFile.TypeOf(file);
        content.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{part}\"; filename=\"{SafeName(file.FileName)}\"");
        return content;
    }

    private static string SafeName(string name)
    {
        var safe = string.Concat(name.EnumerateRunes().Where(r => !Rune.IsControl(r)).Select(r => r.Value is '"' or '\\' or '/' ? "_" : r.ToString())).Trim();
        return safe.Length == 0 ? "file" : safe;
    }
}
