using System.Net;
using System.Text.RegularExpressions;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Tests.Support;

/// <summary>How a <see cref="TestApplication"/> differs from the one that is served.</summary>
/// <param name="Clock">The clock of the whole process; the real one if null. The database's clock is left alone.</param>
/// <param name="Settings">Outrank the connection strings of the database.</param>
/// <param name="Configure">Services of the test (stand-ins for outside networks).</param>
/// <param name="Map">Endpoints of the test.</param>
/// <param name="Environment">What ASPNETCORE_ENVIRONMENT would say.</param>
internal sealed record TestApplicationOptions(
    TimeProvider? Clock = null, IReadOnlyDictionary<string, string?>? Settings = null, Action<IServiceCollection>? Configure = null, Action<WebApplication>? Map = null,
    string Environment = "Development");

/// <summary>
/// The real application with all its duties, in this process, on a free port and a database of its own. Browsers go to <see cref="Address"/>;
/// <see cref="SignInAsync"/> gives an HTTP client that went through the sign-in form.
/// </summary>
internal sealed partial class TestApplication : IAsyncDisposable
{
    private readonly WebApplication app;

    private TestApplication(WebApplication app, TestDatabase database) => (this.app, Database) = (app, database);

    public TestDatabase Database { get; }
    public IServiceProvider Services => app.Services;
    public Uri Address => new(app.Urls.Single());

    /// <summary>Starts on a new database, or on the given one as a second node, and waits until the application is ready.</summary>
    public static async Task<TestApplication> StartAsync(TestApplicationOptions? options = null, TestDatabase? database = null)
    {
        database ??= await TestDatabase.CreateAsync();
        var settings = database.Settings();
        // the sandbox network is this application itself; its port is known only after the start
        settings["Sandbox:BaseUrl"] = "http://127.0.0.1:9";
        settings["Data:Folder"] = TemporaryFolder.NewPath();
        foreach (var (name, value) in options?.Settings ?? new Dictionary<string, string?>())
            settings[name] = value;
        var builder = Application.CreateBuilder("http://127.0.0.1:0", settings, options?.Environment ?? "Development");
        builder.Logging.ClearProviders();
        if (options?.Clock is { } clock)
            builder.Services.Replace(ServiceDescriptor.Singleton(clock));
        options?.Configure?.Invoke(builder.Services);
        var app = Application.Build(builder);
        options?.Map?.Invoke(app);
        await app.StartAsync();
        await app.Services.GetRequiredService<Started>().WaitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));
        return new TestApplication(app, database);
    }

    public Task<Guid> AddPersonAsync(string email, string? systemRole = null) => Seed.PersonAsync(Services, email, systemRole: systemRole);

    /// <summary>A tenant with a company and one person per member role; sign in as <see cref="Seed.Email"/>.</summary>
    public Task<TestTenant> AddTenantAsync(string slug) => Seed.TenantAsync(Services, slug);

    /// <summary>A client with cookies that follows no redirect and asks for pages as a browser does.</summary>
    public HttpClient Client()
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        return client;
    }

    public async Task<HttpClient> SignInAsync(string email, string password = Seed.Password)
    {
        var client = Client();
        await SignInAsync(client, email, password);
        return client;
    }

    /// <summary>Signs a client in that has its own cookies.</summary>
    public static async Task SignInAsync(HttpClient client, string email, string password = Seed.Password)
    {
        var form = new Dictionary<string, string>
        {
            ["_handler"] = "sign-in", ["Input.Email"] = email, ["Input.Password"] = password, ["__RequestVerificationToken"] = await TokenAsync(client, "/sign-in"),
        };
        using var answer = await client.PostAsync("/sign-in", new FormUrlEncodedContent(form));
        Assert.True(answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther, $"Signing in as {email} answered {(int)answer.StatusCode}");
    }

    public Task<HttpClient> SignInAsync(TestTenant tenant, MemberRole role) => SignInAsync(Seed.Email(role, tenant.Slug));

    /// <summary>The antiforgery token of a page's form, as this client's person.</summary>
    public static async Task<string> TokenAsync(HttpClient client, string page)
    {
        var token = Token().Match(await client.GetStringAsync(page));
        Assert.True(token.Success, $"{page} has no form with a token");
        return WebUtility.HtmlDecode(token.Groups[1].Value);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
