using System.Net;
using System.Text.RegularExpressions;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Tests.Shell;

/// <summary>Each answer that is no page says what it is, in the reader's language, with its true status and a way back.</summary>
public sealed partial class ProblemPagesTests
{
    [Theory]
    [InlineData(404, "en", "Nothing here")]
    [InlineData(404, "ru", "Такой страницы нет")]
    [InlineData(403, "en", "Your role does not open this page")]
    [InlineData(403, "ru", "Ваша роль не открывает эту страницу")]
    [InlineData(503, "en", "Something went wrong")]
    [InlineData(400, "en", "Something went wrong")]
    public async Task A_bare_status_becomes_its_own_page(int status, string language, string title)
    {
        await using var host = await ShellHost.StartAsync("Production", app => app.MapGet("/bare", () => Results.StatusCode(status)));
        using var client = host.Client(language);
        using var answer = await client.GetAsync("/bare");
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains($"<h1 tabindex=\"-1\">{title}</h1>", page, StringComparison.Ordinal);
        Assert.Contains("class=\"button\" href=\"/\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_shows_the_number_of_its_request()
    {
        var id = "";
        await using var host = await ShellHost.StartAsync("Production", app => app.MapGet("/fails", string (HttpContext http) =>
        {
            id = http.TraceIdentifier;
            throw new InvalidOperationException("inner matters");
        }));
        using var client = host.Client();
        using var answer = await client.GetAsync("/fails");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal(id, Shown(await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Roles_and_broken_pages_of_a_tenant_answer_with_status_and_number()
    {
        using var log = new ErrorLog();
        await using var application = await TestApplication.StartAsync(new(Configure: services => services.AddLogging(logs => logs.AddProvider(log))));
        var tenant = await application.AddTenantAsync("alpha");
        using var client = await application.SignInAsync(tenant, MemberRole.Viewer);
        using var refused = await client.GetAsync("/t/alpha/channels/connect");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("href=\"/t/alpha\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var made = await client.PostAsync("/t/alpha/content/new", new FormUrlEncodedContent([new("__RequestVerificationToken", await TestApplication.TokenAsync(client, "/t/alpha"))]));
        Assert.Equal(HttpStatusCode.Forbidden, made.StatusCode);

        await using (var connection = await Sql.OpenAsync(application.Database.ConnectionString("cf_owner")))
            await Sql.RunAsync(connection, "alter table topics rename to elsewhere");
        using var broken = await client.GetAsync("/t/alpha/ideas/topics");
        Assert.Equal(HttpStatusCode.InternalServerError, broken.StatusCode);
        var number = Shown(await broken.Content.ReadAsStringAsync());
        Assert.NotEmpty(number);
        Assert.Contains(log.Errors, line => line.Contains(number, StringComparison.Ordinal) && line.Contains("42P01", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_from_before_somebody_signed_in_says_so()
    {
        await using var application = await TestApplication.StartAsync();
        var tenant = await application.AddTenantAsync("alpha");
        using var client = await application.SignInAsync(tenant, MemberRole.Editor);
        using var stranger = application.Client();
        client.DefaultRequestHeaders.Add("Accept-Language", "ru");
        var fields = new FormUrlEncodedContent([new("_handler", "sign-in"), new("Input.Email", "x@y.test"), new("__RequestVerificationToken", await TestApplication.TokenAsync(stranger, "/sign-in"))]);

        using var answer = await client.PostAsync("/sign-in", fields);

        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("<h1 tabindex=\"-1\">Страница устарела</h1>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("antiforgery", page, StringComparison.OrdinalIgnoreCase);
    }

    private static string Shown(string page) => Reference().Match(page).Groups[1].Value;

    [GeneratedRegex("<code data-reference[^>]*>([^<]+)</code>")]
    private static partial Regex Reference();
}
