using System.Net.Http.Headers;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.Meta;

/// <summary>Where a call goes and as whom.</summary>
/// <param name="Root">The host without a slash at its end.</param>
/// <param name="Token">Travels in the header, never in the address; null where the call proves itself otherwise.</param>
/// <param name="Account">Whose secrets are kept out of Meta's words.</param>
internal sealed record GraphSeat(string Root, string? Token, PlatformAccount Account)
{
    /// <summary>Records print their members; secrets must not reach a log that way.</summary>
    public override string ToString() => $"{Root} {Account}";
}

/// <summary>Calls of the Graph API. One call is one request: nothing is repeated here.</summary>
internal sealed class Graph(PlatformHttp http)
{
    /// <summary>Begins the path of every call but those of the sign-in.</summary>
    public const string Version = "/v25.0";

    /// <summary>The path of something that belongs to a node: "/v25.0/17841400000000000/media".</summary>
    public static string Path(string id, string? edge = null) => $"{Version}/{Uri.EscapeDataString(id)}{(edge is null ? "" : "/" + edge)}";

    public string Host(Uri? apiBase, string real) => http.Host(apiBase, real);

    public Task<GraphReply> GetAsync(GraphSeat seat, string path, CancellationToken ct, params IEnumerable<(string Name, string Value)> query) =>
        SendAsync(seat, new(HttpMethod.Get, PlatformHttp.Address(seat.Root + path, query)), ct);

    public Task<GraphReply> PostAsync(GraphSeat seat, string path, IEnumerable<(string Name, string Value)> fields, CancellationToken ct) =>
        SendAsync(seat, new(HttpMethod.Post, seat.Root + path) { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))) }, ct);

    public Task<GraphReply> DeleteAsync(GraphSeat seat, string path, CancellationToken ct) => SendAsync(seat, new(HttpMethod.Delete, seat.Root + path), ct);

    /// <summary>The same with a file or a part of one, which gets the longer deadline.</summary>
    /// <param name="part">The name of the file's part. The file's own name stays here: nothing shows it, and a quotation mark in it would end the header.</param>
    public Task<GraphReply> PostFileAsync(GraphSeat seat, string path, IEnumerable<(string Name, string Value)> fields, string part, HttpContent file, CancellationToken ct)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        form.Attach(file, part, "file");
        return SendAsync(seat, new(HttpMethod.Post, seat.Root + path) { Content = form }, ct, upload: true);
    }

    /// <summary>A request with headers of its own, such as a part of a file.</summary>
    public async Task<PlatformReply> UploadAsync(GraphSeat seat, HttpRequestMessage request, CancellationToken ct) => await http.SendAsync(request, seat.Account.Proxy, ct, upload: true);

    private async Task<GraphReply> SendAsync(GraphSeat seat, HttpRequestMessage request, CancellationToken ct, bool upload = false)
    {
        if (seat.Token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", seat.Token);
        return GraphReply.Read(await http.SendAsync(request, seat.Account.Proxy, ct, upload), seat.Account);
    }
}
