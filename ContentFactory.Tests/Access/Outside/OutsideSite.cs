using System.Net;
using System.Net.Http.Json;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

/// <summary>The application beside a real OAuth 2 server that stands for Google and Facebook.</summary>
public sealed class OutsideSite : IAsyncLifetime
{
    private static readonly HttpClient Provider = new(new HttpClientHandler { AllowAutoRedirect = false });

    private NodeServer server = null!;

    internal TestApplication Application { get; private set; } = null!;

    /// <summary>A clock whose hands may be moved; it runs on.</summary>
    internal MovedTime Clock { get; } = new();

    internal int TokenRequests => server.Said.Count(line => line.StartsWith("token", StringComparison.Ordinal));

    public async Task InitializeAsync()
    {
        server = await NodeServer.StartAsync("Access/Outside/oauth-server.js");
        // all visitors come from this machine
        var settings = new Dictionary<string, string?> { ["Access:WrongPasswordsPerNetwork"] = "1000", ["Access:LettersPerNetwork"] = "1000" };
        foreach (var provider in new[] { "Google", "Facebook" })
        {
            var (name, root) = (provider.ToLowerInvariant(), $"http://127.0.0.1:{server.Port}/{provider.ToLowerInvariant()}");
            settings[$"Access:{provider}:ClientId"] = $"{name}-client";
            settings[$"Access:{provider}:ClientSecret"] = $"{name}-secret";
            settings[$"Access:{provider}:AuthorizationEndpoint"] = $"{root}/authorize";
            settings[$"Access:{provider}:TokenEndpoint"] = $"{root}/token";
            settings[$"Access:{provider}:UserInformationEndpoint"] = $"{root}/me";
        }
        Application = await TestApplication.StartAsync(new(Clock: Clock, Settings: settings));
    }

    public async Task DisposeAsync()
    {
        await Application.DisposeAsync();
        await server.DisposeAsync();
    }

    /// <summary>Who signs in at the provider from now on.</summary>
    internal async Task IsAsync(string id, string? email, bool verified, string name = "Anna") =>
        (await Provider.PostAsJsonAsync($"http://127.0.0.1:{server.Port}/identity", new { id, email, verified_email = verified, name })).EnsureSuccessStatusCode();

    internal async Task CancelsAsync() => (await Provider.PostAsJsonAsync($"http://127.0.0.1:{server.Port}/identity", new { deny = true })).EnsureSuccessStatusCode();

    internal Visitor Visit() => new(this);

    internal async Task<Person?> PersonAsync(string email)
    {
        await using var scope = Application.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().FindByEmailAsync(email);
    }

    internal async Task<int> LoginsAsync(string key)
    {
        await using var scope = Application.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AccessDb>().UserLogins.CountAsync(l => l.ProviderKey == key);
    }

    internal async Task<IReadOnlyList<Letter>> LettersAsync(string to)
    {
        await using var scope = Application.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AccessDb>().Letters.AsNoTracking().Where(l => l.To == to).OrderByDescending(l => l.CreatedAt).ThenByDescending(l => l.Id).ToListAsync();
    }

    internal async Task ChangeAsync(string email, Func<UserManager<Person>, Person, Task> change)
    {
        await using var scope = Application.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        await change(people, (await people.FindByEmailAsync(email))!);
    }

    /// <summary>A browser without a screen.</summary>
    internal sealed class Visitor : IDisposable
    {
        private readonly CookieContainer cookies = new();

        public Visitor(OutsideSite site)
        {
            Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = site.Application.Address };
            Client.DefaultRequestHeaders.Add("Accept", "text/html");
        }

        public HttpClient Client { get; }

        public bool IsSignedIn => cookies.GetCookies(Client.BaseAddress!).Any(c => c.Name == "cf_session" && c.Value.Length > 0);

        /// <summary>The address at the provider that the application sends to.</summary>
        public async Task<Uri> BeginAsync(string provider = "google", string query = "") => await ToAsync($"/sign-in/with/{provider}{query}");

        /// <summary>The address with which the provider sends back.</summary>
        public static async Task<Uri> AtProviderAsync(Uri authorize)
        {
            using var answer = await Provider.GetAsync(authorize);
            return answer.Headers.Location!;
        }

        /// <summary>Where a GET leads to.</summary>
        public async Task<Uri> ToAsync(string address)
        {
            using var answer = await Client.GetAsync(address);
            Assert.True(answer.StatusCode is HttpStatusCode.Found, $"{address} answered {(int)answer.StatusCode}");
            return answer.Headers.Location!;
        }

        /// <summary>The whole way; where it ends.</summary>
        public async Task<string> SignInAsync(string provider = "google", string query = "")
        {
            var back = await AtProviderAsync(await BeginAsync(provider, query));
            var decided = await ToAsync(back.PathAndQuery);
            return decided.OriginalString.StartsWith("/sign-in/outside", StringComparison.Ordinal) ? (await ToAsync(decided.OriginalString)).OriginalString : decided.OriginalString;
        }

        /// <summary>Posts a form of a page; where it leads to, or null where the page is shown again.</summary>
        public async Task<string?> PostAsync(string page, string handler, params (string Name, string Value)[] fields)
        {
            var form = fields.ToDictionary(f => f.Name, f => f.Value);
            form["_handler"] = handler;
            form["__RequestVerificationToken"] = await TestApplication.TokenAsync(Client, page);
            using var answer = await Client.PostAsync(page, new FormUrlEncodedContent(form));
            return answer.Headers.Location?.OriginalString;
        }

        /// <summary>Posts a form of a page, to itself or elsewhere; what is answered.</summary>
        public Task<string> BodyAsync(string page, string handler, params (string Name, string Value)[] fields) => BodyAsync(page, handler, page, fields);

        public async Task<string> BodyAsync(string page, string handler, string target, params (string Name, string Value)[] fields)
        {
            var form = fields.ToDictionary(f => f.Name, f => f.Value);
            form["_handler"] = handler;
            form["__RequestVerificationToken"] = await TestApplication.TokenAsync(Client, page);
            using var answer = await Client.PostAsync(target, new FormUrlEncodedContent(form));
            return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
        }

        public IReadOnlyList<Cookie> Keep() => [.. cookies.GetAllCookies().Cast<Cookie>()];

        public void PutBack(IReadOnlyList<Cookie> kept)
        {
            foreach (var cookie in kept)
                cookies.Add(Client.BaseAddress!, new Cookie(cookie.Name, cookie.Value, "/"));
        }

        public void Dispose() => Client.Dispose();
    }
}

/// <summary>The real clock, shown earlier or later. Timers run as they do.</summary>
internal sealed class MovedTime : TimeProvider
{
    private TimeSpan shift;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + shift;

    public void Move(TimeSpan by) => shift += by;
}
