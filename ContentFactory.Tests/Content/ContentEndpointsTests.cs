using System.Net;
using System.Net.Http.Json;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Content;

/// <summary>The two ways into posts that go past the circuit ask for the same as the circuit does.</summary>
public sealed class ContentEndpointsTests : IAsyncLifetime
{
    private TestApplication application = null!;
    private TestTenant tenant = null!;
    private PostView post = null!;

    public async Task InitializeAsync()
    {
        application = await TestApplication.StartAsync();
        tenant = await application.AddTenantAsync("alpha");
        post = await tenant.NewAsync("before");
    }

    public async Task DisposeAsync() => await application.DisposeAsync();

    [Theory]
    [InlineData(MemberRole.Editor, true, HttpStatusCode.NoContent)]
    [InlineData(MemberRole.Editor, false, HttpStatusCode.BadRequest)]
    [InlineData(MemberRole.Viewer, true, HttpStatusCode.Forbidden)]
    public async Task Last_words_need_the_token_and_the_permission(MemberRole role, bool token, HttpStatusCode expected)
    {
        using var client = await application.SignInAsync(tenant, role);

        using var answer = await LastWordsAsync(client, token, new("Title", "after", "", ""));

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected is HttpStatusCode.NoContent ? "after" : "before", await TextAsync());
    }

    [Fact]
    public async Task Last_words_give_way_to_another_person()
    {
        await tenant.SaveAsync(post, "theirs", MemberRole.Owner);
        using var client = await application.SignInAsync(tenant, MemberRole.Editor);

        using var answer = await LastWordsAsync(client, token: true, new("Title", "mine", "", ""));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("theirs", await TextAsync());
    }

    [Fact]
    public async Task Words_without_a_field_are_refused_and_nothing_is_emptied()
    {
        using var client = await application.SignInAsync(tenant, MemberRole.Editor);

        using var answer = await LastWordsAsync(client, token: true, new("Title", null!, "", ""));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("before", await TextAsync());
    }

    [Fact]
    public async Task A_new_post_needs_the_token()
    {
        using var client = await application.SignInAsync(tenant, MemberRole.Editor);

        using var answer = await client.PostAsync("/t/alpha/content/new", new FormUrlEncodedContent([]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(1, await tenant.DbAsync(db => db.Posts.CountAsync()));
    }

    private async Task<HttpResponseMessage> LastWordsAsync(HttpClient client, bool token, PostWords words)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/t/alpha/content/{post.Id}/words") { Content = JsonContent.Create(new { post.Version, words }) };
        if (token)
            request.Headers.Add("RequestVerificationToken", await TestApplication.TokenAsync(client, "/t/alpha"));
        return await client.SendAsync(request);
    }

    private async Task<string> TextAsync() => (await tenant.ViewAsync(post.Id)).Content.Text;
}
