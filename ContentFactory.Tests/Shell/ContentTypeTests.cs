using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Rules;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ContentFactory.Tests.Shell;

/// <summary>A body of another kind than the endpoint reads is refused as such: no JSON to uploads and forms, no form to JSON.</summary>
public sealed class ContentTypeTests
{
    private static readonly (string Type, string Text)[] Bodies =
    [
        ("application/json", "{}"),
        ("text/plain", "{}"),
        ("application/xml", "<a/>"),
        ("application/x-www-form-urlencoded", "name=plain"),
        ("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nplain\r\n--b--\r\n"),
        ("application/octet-stream", "plain"),
    ];

    [Fact]
    public async Task A_body_of_the_wrong_kind_answers_415()
    {
        await using var application = await TestApplication.StartAsync(new(Map: app => app.MapPost("/t/{tenant}/holed/raw", (HttpRequest request) => request.ContentType)));
        var tenant = await application.AddTenantAsync("alpha");
        using var client = await application.SignInAsync(tenant, MemberRole.Owner);
        client.DefaultRequestHeaders.Add("RequestVerificationToken", await TestApplication.TokenAsync(client, "/welcome"));
        var routes = Route.Of(application.Services).Where(r => r.Accepts is not null && r.Writes.Any()).ToList();

        var (found, tried) = (new List<string>(), 0);
        foreach (var route in routes)
            foreach (var method in route.Writes)
                foreach (var (type, text) in Bodies.Where(b => !route.Accepts!.ContentTypes.Contains(MediaTypeHeaderValue.Parse(b.Type).MediaType!)))
                {
                    tried++;
                    if (await SendAsync(client, method, route.Address(tenant.Slug, Guid.Empty), type, text) is var code and not HttpStatusCode.UnsupportedMediaType)
                        found.Add($"{method} {route.Template} answered {(int)code} to {type}");
                }

        Findings.None(found);
        Assert.Contains(routes, r => r.Accepts!.ContentTypes.Contains("application/octet-stream"));
        Assert.True(tried > 20);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(client, "POST", "/t/alpha/holed/raw", "text/plain", "{}"));
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, string method, string address, string type, string text)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
