using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Media;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Media;

public sealed class MediaEndpointsTests : IAsyncLifetime
{
    private readonly string folder = TemporaryFolder.NewPath();
    private TestApplication application = null!;
    private TestTenant tenant = null!;
    private HttpClient editor = null!;

    public async Task InitializeAsync()
    {
        application = await TestApplication.StartAsync(new TestApplicationOptions(Settings: new Dictionary<string, string?> { ["Media:Folder"] = folder }));
        tenant = await application.AddTenantAsync("files");
        editor = await ClientAsync(MemberRole.Editor);
    }

    public async Task DisposeAsync()
    {
        editor.Dispose();
        await application.DisposeAsync();
        TemporaryFolder.Delete(folder);
    }

    [Fact]
    public async Task A_file_travels_in_parts_and_comes_back_by_its_signed_address()
    {
        var content = Samples.Png(20, 10, 3000);
        var id = await UploadAsync(content, "cup.png");
        var address = await LinkAsync(id);
        using var anyone = application.Client();

        using var whole = await anyone.GetAsync(address);
        Assert.Equal((HttpStatusCode.OK, "image/png", "nosniff"), (whole.StatusCode, whole.Content.Headers.ContentType?.MediaType, whole.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Equal(content, await whole.Content.ReadAsByteArrayAsync());
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(8, 15) } };
        using var part = await anyone.SendAsync(request);
        Assert.Equal((HttpStatusCode.PartialContent, 8), (part.StatusCode, (await part.Content.ReadAsByteArrayAsync()).Length));
        using var tampered = await anyone.GetAsync(address[..^6] + "AAAAAA");
        Assert.Equal(HttpStatusCode.NotFound, tampered.StatusCode);
    }

    [Fact]
    public async Task A_document_is_downloaded_and_not_shown()
    {
        using var answer = await editor.GetAsync(await LinkAsync(await UploadAsync(Samples.Pdf(), "price list.pdf")));

        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_offset_answers_409_with_what_is_here()
    {
        var upload = await BeginAsync("a.png", 100);
        await editor.PutAsync($"{Uploads}/{upload}?offset=0", new ByteArrayContent(new byte[40]));

        using var answer = await editor.PutAsync($"{Uploads}/{upload}?offset=0", new ByteArrayContent(new byte[40]));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(40, (await answer.Content.ReadFromJsonAsync<Refusal>())?.Received);
    }

    [Fact]
    public async Task Uploads_without_the_antiforgery_token_are_refused()
    {
        editor.DefaultRequestHeaders.Remove("RequestVerificationToken");

        using var answer = await editor.PostAsJsonAsync(Uploads, new { name = "a.png", size = 10 });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Viewers_get_403_and_too_long_a_part_413()
    {
        using var viewer = await ClientAsync(MemberRole.Viewer);
        using var forbidden = await viewer.PostAsJsonAsync(Uploads, new { name = "a.png", size = 10 });
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);

        using var tooLong = await editor.PutAsync($"{Uploads}/{await BeginAsync("a.png", 10_000_000)}?offset=0", new ByteArrayContent(new byte[MediaUploads.LongestChunk + 1]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLong.StatusCode);
    }

    private string Uploads => $"/t/{tenant.Slug}/media/uploads";

    private async Task<HttpClient> ClientAsync(MemberRole role)
    {
        var client = await application.SignInAsync(tenant, role);
        client.DefaultRequestHeaders.Add("RequestVerificationToken", await TestApplication.TokenAsync(client, "/welcome"));
        client.DefaultRequestHeaders.Accept.Clear();
        return client;
    }

    private async Task<Guid> BeginAsync(string name, int size)
    {
        using var answer = await editor.PostAsJsonAsync(Uploads, new { name, size });
        return (await answer.Content.ReadFromJsonAsync<Made>())!.Id;
    }

    private async Task<Guid> UploadAsync(byte[] content, string name)
    {
        var upload = await BeginAsync(name, content.Length);
        using var first = await editor.PutAsync($"{Uploads}/{upload}?offset=0", new ByteArrayContent(content, 0, 50));
        using var second = await editor.PutAsync($"{Uploads}/{upload}?offset=50", new ByteArrayContent(content, 50, content.Length - 50));
        using var made = await editor.PostAsync($"{Uploads}/{upload}/complete", null);
        return (await made.Content.ReadFromJsonAsync<Made>())!.Id;
    }

    private Task<string> LinkAsync(Guid media) => tenant.AsAsync<MediaLinks, string>(MemberRole.Viewer, links => Task.FromResult(links.For(media)));

    private sealed record Made(Guid Id);

    private sealed record Refusal(long? Received);
}
