using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace ContentFactory.Tests.Bench;

/// <summary>The demo owner sends files as the upload field of the pages does.</summary>
internal sealed partial class DemoUploads : IDisposable
{
    public const int Part = 2 * 1024 * 1024;
    private const string Uploads = "/t/studio-x/media/uploads";
    private readonly HttpClient client;

    private DemoUploads(HttpClient client) => this.client = client;

    public static async Task<DemoUploads> BeginAsync(Uri application)
    {
        var visit = await DemoVisit.BeginAsync(application) ?? throw new InvalidOperationException("The demo owner could not sign in.");
        var cookies = new CookieContainer();
        foreach (var cookie in visit.Cookie.Split("; ").Select(one => one.Split('=', 2)))
            cookies.Add(application, new Cookie(cookie[0], cookie[1]));
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = application };
        var page = await client.GetStringAsync(new Uri("/welcome", UriKind.Relative));
        client.DefaultRequestHeaders.Add("RequestVerificationToken", WebUtility.HtmlDecode(Token().Match(page).Groups[1].Value));
        return new(client);
    }

    public async Task<Guid> AnnounceAsync(string name, long size)
    {
        using var answer = await client.PostAsJsonAsync(Uploads, new { name, size });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<State>())!.Id;
    }

    public async Task<long> ReceivedAsync(Guid upload) => (await client.GetFromJsonAsync<State>($"{Uploads}/{upload}"))!.Received;

    public async Task<HttpStatusCode> SendAsync(Guid upload, long offset, byte[] bytes, int length)
    {
        using var answer = await client.PutAsync($"{Uploads}/{upload}?offset={offset}", new ByteArrayContent(bytes, 0, length));
        return answer.StatusCode;
    }

    public async Task<Guid?> CompleteAsync(Guid upload)
    {
        using var answer = await client.PostAsync($"{Uploads}/{upload}/complete", null);
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<State>())!.Id : null;
    }

    /// <summary>The whole way of a small file, however it ends.</summary>
    public async Task<bool> WholeAsync(string name, byte[] content)
    {
        var upload = await AnnounceAsync(name, content.Length);
        for (var at = 0; at < content.Length; at += Part)
            await SendAsync(upload, at, content[at..Math.Min(content.Length, at + Part)], Math.Min(Part, content.Length - at));
        return await CompleteAsync(upload) is not null;
    }

    public void Dispose() => client.Dispose();

    private sealed record State(Guid Id, long Size, long Received);

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
