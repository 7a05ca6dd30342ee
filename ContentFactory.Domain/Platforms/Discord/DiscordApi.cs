using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Platforms.Discord;

/// <summary>Calls of Discord's API v10. A webhook's token stands in the path, as Discord has it; a bot's travels in a header.</summary>
internal sealed class DiscordApi([FromKeyedServices(DiscordApi.Name)] PlatformHttp http)
{
    public const string Name = "Discord";

    private const string RealHost = "https://discord.com";

    private static readonly Uri Web = new("https://discord.com");

    public Result<DiscordSeat> SeatOf(PlatformAccount account) => DiscordSeat.Of(account, account.ApiBase ?? http.Options.BaseUrl);

    /// <summary>Where people see a message; null while its server is not known.</summary>
    public string? AddressOf(PlatformAccount account, DiscordPlace? place, string message) => place is not { Guild: { } guild, Channel: { } channel } ? null
        : $"{(account.WebBase ?? http.Options.WebUrl ?? Web).AbsoluteUri.TrimEnd('/')}/channels/{Uri.EscapeDataString(guild)}/{Uri.EscapeDataString(channel)}/{Uri.EscapeDataString(message)}";

    public Task<PlatformReply> GetAsync(DiscordSeat seat, string path, CancellationToken ct, params (string Name, string Value)[] query) =>
        SendAsync(seat, new(HttpMethod.Get, PlatformHttp.Address(Host(seat) + path, query)), ct);

    public Task<PlatformReply> DeleteAsync(DiscordSeat seat, string path, CancellationToken ct) =>
        SendAsync(seat, new(HttpMethod.Delete, Host(seat) + path), ct);

    /// <summary>Makes a message and waits until Discord names it.</summary>
    public async Task<PlatformReply> PostAsync(DiscordSeat seat, JsonObject message, IReadOnlyList<OutgoingMedia> files, CancellationToken ct)
    {
        var (body, unreadable) = await BodyAsync(message, files, ct);
        if (body is null)
            return OpenedFile.UnreadableReply with { Text = unreadable };
        var request = new HttpRequestMessage(HttpMethod.Post, Host(seat) + seat.Send + (seat.IsBot ? "" : "?wait=true")) { Content = body };
        return await SendAsync(seat, request, ct, upload: files.Count > 0);
    }

    private Task<PlatformReply> SendAsync(DiscordSeat seat, HttpRequestMessage request, CancellationToken ct, bool upload = false)
    {
        if (seat.IsBot)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bot", seat.Token);
        // Discord turns away what does not name itself this way
        request.Headers.TryAddWithoutValidation("User-Agent", "DiscordBot (ContentFactory, 1.0)");
        return http.SendAsync(request, seat.Account.Proxy, ct, upload);
    }

    private string Host(DiscordSeat seat) => http.Host(seat.Account.ApiBase, RealHost);

    /// <summary>No body where a file could not be opened, and its name then.</summary>
    private static async Task<(HttpContent? Body, string? Unreadable)> BodyAsync(JsonObject message, IReadOnlyList<OutgoingMedia> files, CancellationToken ct)
    {
        var json = new StringContent(message.ToJsonString(), Encoding.UTF8, "application/json");
        if (files.Count == 0)
            return (json, null);
        // names of files are in every language
        var form = new MultipartFormDataContent { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        form.Attach(json, "payload_json");
        foreach (var (file, n) in files.Select((f, n) => (f, n)))
        {
            if (await OpenedFile.PartAsync(file, 0, file.Size, ct) is not { } bytes)
            {
                form.Dispose();
                return (null, file.FileName);
            }
            form.Attach(bytes, $"files[{n}]", DiscordMessage.FileName(file));
        }
        return (form, null);
    }
}
