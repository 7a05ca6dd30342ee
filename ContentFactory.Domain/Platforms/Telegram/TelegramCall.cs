using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

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
    public async Task<TelegramBody> BodyAsync(CancellationToken ct)
    {
        if (!HasFiles)
            return new(new StringContent(Fields.ToJsonString(Json), Encoding.UTF8, "application/json"));
        var form = new MultipartFormDataContent { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        try
        {
            foreach (var (name, value) in Fields)
                form.Add(new StringContent(Text(value!), Encoding.UTF8), name);
            foreach (var (part, file) in files)
                form.Add(await PartAsync(part, file, ct));
            return new(form);
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
        var content = new FileContent(await file.Open(ct), file.Size);
        content.Headers.ContentType = MediaTypeHeaderValue.TryParse(file.ContentType, out var type) ? type : new("application/octet-stream");
        content.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{part}\"; filename=\"{SafeName(file.FileName)}\"");
        return content;
    }

    private static string SafeName(string name)
    {
        var safe = string.Concat(name.EnumerateRunes().Where(r => !Rune.IsControl(r)).Select(r => r.Value is '"' or '\\' or '/' ? "_" : r.ToString())).Trim();
        return safe.Length == 0 ? "file" : safe;
    }

    // The framework's stream content has no length for a stream that cannot seek, and the whole form would go out in chunks.
    private sealed class FileContent(Stream stream, long size) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream target, TransportContext? context) =>
            SerializeToStreamAsync(target, context, CancellationToken.None);

        // A media store fails in its own ways; from here on every one of them is a broken transmission.
        protected override async Task SerializeToStreamAsync(Stream target, TransportContext? context, CancellationToken cancellationToken)
        {
            try
            {
                await stream.CopyToAsync(target, cancellationToken);
            }
            catch (Exception error) when (error is not (OperationCanceledException or IOException))
            {
                throw new IOException(error.GetType().Name, error);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = stream.CanSeek ? stream.Length : size;
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                stream.Dispose();
            base.Dispose(disposing);
        }
    }
}

/// <summary>
/// A request body that knows whether its sending has begun. A request with a body of which no byte left this machine had no effect,
/// whatever broke (a connection or handshake that never finished): that is a proof of "not sent" which a plain timeout lacks.
/// </summary>
internal sealed class TelegramBody : HttpContent
{
    private readonly HttpContent inner;

    public TelegramBody(HttpContent inner)
    {
        this.inner = inner;
        Headers.ContentType = inner.Headers.ContentType;
    }

    public bool Started { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Started = true;
        return inner.CopyToAsync(stream, context, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = inner.Headers.ContentLength ?? 0;
        return inner.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
