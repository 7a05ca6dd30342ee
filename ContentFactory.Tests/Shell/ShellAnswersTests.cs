using System.Net;
using System.Text.RegularExpressions;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ContentFactory.Tests.Shell;

public sealed partial class ShellAnswersTests
{
    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task Serves_scripts_and_styles_from_the_build_output(string environment)
    {
        await using var host = await ShellHost.StartAsync(environment);
        using var client = host.Client();
        foreach (var path in new[]
        {
            "/_framework/blazor.web.js", "/css/app.css", "/js/chart.js", "/js/shell.js", "/lib/apexcharts.min.js",
            "/_content/Radzen.Blazor/Radzen.Blazor.min.js", "/_content/Radzen.Blazor/css/standard-base.css",
        })
            Assert.NotEmpty(await client.GetByteArrayAsync(path));
    }

    [Fact]
    public async Task Sends_the_policy_once_with_each_page()
    {
        await using var host = await ShellHost.StartAsync();
        using var client = host.Client();
        using var page = await client.GetAsync("/dev/ui");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal([SecurityHeaders.ContentSecurityPolicy], page.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.DoesNotMatch(InlineScript(), await page.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Hides_the_parts_page_in_production()
    {
        await using var host = await ShellHost.StartAsync("Production");
        using var client = host.Client();
        using var page = await client.GetAsync("/dev/ui");
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains("Nothing here", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_in_production_shows_a_page_without_details()
    {
        await using var host = await ShellHost.StartAsync("Production", app => app.MapGet("/fails", string () => throw new InvalidOperationException("inner matters")));
        using var client = host.Client();
        using var page = await client.GetAsync("/fails");
        var text = await page.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, page.StatusCode);
        Assert.Contains("Something went wrong", text, StringComparison.Ordinal);
        Assert.DoesNotContain("inner matters", text, StringComparison.Ordinal);
        Assert.Equal([SecurityHeaders.ContentSecurityPolicy], page.Headers.GetValues("Content-Security-Policy"));
    }

    [Theory]
    [InlineData("Production", "https", true)]
    [InlineData("Production", "http", false)]
    [InlineData("Development", "https", false)]
    public async Task Strict_transport_only_in_production_over_https(string environment, string scheme, bool sent)
    {
        await using var host = await ShellHost.StartAsync(environment);
        var http = new DefaultHttpContext { Request = { Scheme = scheme } };
        await new SecurityHeaders(_ => Task.CompletedTask, host.Environment).InvokeAsync(http);
        Assert.Equal(sent, http.Response.Headers.ContainsKey("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("ru-RU,ru;q=0.9", "Такой страницы нет")]
    [InlineData("de", "Nothing here")]
    public async Task Speaks_the_language_of_the_browser(string language, string title)
    {
        await using var host = await ShellHost.StartAsync();
        using var client = host.Client(language);
        Assert.Contains(title, WebUtility.HtmlDecode(await client.GetStringAsync("/not-found")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_gets_a_bare_status_for_nothing()
    {
        await using var host = await ShellHost.StartAsync();
        using var client = new HttpClient { BaseAddress = host.Address };
        using var answer = await client.GetAsync("/nowhere");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/t/one/calendar?week=3", "/t/one/calendar?week=3")]
    [InlineData("//elsewhere.example", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("https://elsewhere.example", "/")]
    [InlineData("", "/")]
    public async Task Language_returns_only_to_local_addresses(string wanted, string target)
    {
        await using var host = await ShellHost.StartAsync();
        using var answer = await PostLanguageAsync(host, "ru", wanted, withToken: true);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(target, answer.Headers.Location!.OriginalString);
        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.Contains("c%3Dru", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ru", false)]
    [InlineData("xx", true)]
    public async Task Language_refuses_foreign_posts_and_unknown_names(string culture, bool withToken)
    {
        await using var host = await ShellHost.StartAsync();
        using var answer = await PostLanguageAsync(host, culture, "/", withToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.Contains("c%3D", StringComparison.Ordinal)));
    }

    private static async Task<HttpResponseMessage> PostLanguageAsync(ShellHost host, string culture, string returnUrl, bool withToken)
    {
        using var client = host.Client();
        var token = Token().Match(await client.GetStringAsync("/not-found")).Groups[1].Value;
        Assert.NotEmpty(token);
        var form = new Dictionary<string, string> { ["culture"] = culture, ["returnUrl"] = returnUrl };
        if (withToken) form["__RequestVerificationToken"] = token;
        using var content = new FormUrlEncodedContent(form);
        return await client.PostAsync("/language", content);
    }

    [GeneratedRegex("""name="__RequestVerificationToken" value="([^"]+)""")]
    private static partial Regex Token();

    [GeneratedRegex("""<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*["']|importmap""")]
    private static partial Regex InlineScript();
}
