using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Media.Stores;

/// <summary>A Cloudinary account. Nothing is repeated here, and no transformation is asked for: it keeps files.</summary>
public sealed class CloudinaryStore : IMediaStore
{
    private readonly CloudinarySettings settings;
    private readonly CloudinaryAddresses addresses;
    private readonly TimeProvider clock;
    private readonly HttpClient http;

    /// <param name="handler">Of <see cref="StoreHandlers"/>; outlives the store.</param>
    public CloudinaryStore(CloudinarySettings settings, HttpMessageHandler handler, TimeProvider clock)
    {
        (this.settings, this.clock, addresses) = (settings, clock, new CloudinaryAddresses(settings));
        http = new HttpClient(new StillnessLimit(handler, clock)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>A file goes in one request up to this.</summary>
    internal long WholeUpTo { get; init; } = 100 * 1000 * 1000;

    internal long ChunkBytes { get; init; } = 20 * 1024 * 1024;

    /// <inheritdoc/>
    public Task PutAsync(string key, string path, string contentType, CancellationToken ct)
    {
        var length = new FileInfo(path).Length;
        return DoAsync(async () =>
        {
            var reply = length <= WholeUpTo
                ? await UploadAsync(key, PartOf(path, 0, length), contentType, null, ct)
                : await UploadInChunksAsync(key, path, length, contentType, ct);
            Check(reply, length);
            return true;
        }, ct);
    }

    /// <inheritdoc/>
    public Task<Stream> ReadAsync(string key, long offset, CancellationToken ct) => DoAsync(async () =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, addresses.Delivery(key));
        if (offset > 0)
            request.Headers.Range = new RangeHeaderValue(offset, null);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        try
        {
            return await OpenAsync(response, offset, ct);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }, ct);

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken ct) => DoAsync(async () =>
    {
        var parameters = addresses.Signed([new("public_id", CloudinaryAddresses.PublicIdOf(key)), new("type", CloudinaryAddresses.Delivered), new("invalidate", "true")], clock.GetUtcNow());
        using var request = new HttpRequestMessage(HttpMethod.Post, addresses.Api(key, "destroy")) { Content = new FormUrlEncodedContent(parameters) };
        var result = CloudinaryFaults.Text(await SendAsync(request, ct), "result");
        return result is "ok" or "not found" ? true : throw CloudinaryFaults.Unreadable();
    }, ct);

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<JsonObject> UploadInChunksAsync(string key, string path, long length, string contentType, CancellationToken ct)
    {
        var (upload, last) = ($"{Ids.New(clock):N}", new JsonObject());
        for (var offset = 0L; offset < length; offset += ChunkBytes)
        {
            var size = Math.Min(ChunkBytes, length - offset);
            last = await UploadAsync(key, PartOf(path, offset, size), contentType, (upload, new(offset, offset + size - 1, length)), ct);
        }
        return last;
    }

    private async Task<JsonObject> UploadAsync(string key, FileContent file, string contentType, (string Upload, ContentRangeHeaderValue Range)? chunk, CancellationToken ct)
    {
        var parameters = new Dictionary<string, string>
        {
            ["public_id"] = CloudinaryAddresses.PublicIdOf(key), ["type"] = CloudinaryAddresses.Delivered, ["overwrite"] = "true", ["invalidate"] = "true",
        };
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in addresses.Signed(parameters, clock.GetUtcNow()))
            form.Attach(Field(value), name);
        file.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        form.Attach(file, "file", Path.GetFileName(key));
        using var request = new HttpRequestMessage(HttpMethod.Post, addresses.Api(key, "upload")) { Content = form };
        if (chunk is var (upload, range))
        {
            request.Headers.Add("X-Unique-Upload-Id", upload);
            form.Headers.ContentRange = range;
        }
        return await SendAsync(request, ct);
    }

    private async Task<JsonObject> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        return await CloudinaryFaults.ReplyAsync(response, settings, ct);
    }

    private async Task<Stream> OpenAsync(HttpResponseMessage response, long offset, CancellationToken ct)
    {
        if (response.StatusCode is HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            response.Dispose();
            return Stream.Null;
        }
        if (!response.IsSuccessStatusCode)
            throw CloudinaryFaults.OfDelivery(response, settings);
        return await StoredFile.OpenAsync(await response.Content.ReadAsStreamAsync(ct), response, offset, response.StatusCode, ct);
    }

    // an account can be set up to change what comes in, and then it keeps another file than ours
    private static void Check(JsonObject reply, long length)
    {
        if (reply["bytes"] is not JsonValue value || !value.TryGetValue<long>(out var kept))
            throw CloudinaryFaults.Unreadable();
        if (kept != length)
            throw new StoreFault(StoreTrouble.Away, string.Create(CultureInfo.InvariantCulture, $"{kept} bytes were kept of {length}"));
    }

    private static FileContent PartOf(string path, long offset, long length)
    {
        var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous });
        file.Position = offset;
        return new FileContent(file, length);
    }

    private static StringContent Field(string value)
    {
        var field = new StringContent(value);
        field.Headers.ContentType = null;
        return field;
    }

    private static async Task<T> DoAsync<T>(Func<Task<T>> act, CancellationToken ct)
    {
        try
        {
            return await act();
        }
        catch (Exception e) when (NetworkFaults.Are(e, ct))
        {
            throw NetworkFaults.Of(e);
        }
    }
}
