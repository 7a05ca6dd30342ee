using System.Net;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

/// <summary>The words in which tests speak about sessions.</summary>
internal static class SessionRig
{
    /// <summary>A signed-in browser without a page: its client and the cookie it carries.</summary>
    public static async Task<(HttpClient Client, string Cookie)> BrowserAsync(this TestApplication application, string email)
    {
        var cookie = await CookieAsync(application, email);
        return (application.With(cookie), cookie);
    }

    /// <summary>Whoever holds this cookie.</summary>
    public static HttpClient With(this TestApplication application, string cookie)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = application.Address };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        return client;
    }

    /// <summary>Whether an address behind the sign-in opens.</summary>
    public static async Task<bool> IsInAsync(this HttpClient client, string address = "/companies")
    {
        using var answer = await client.GetAsync(address);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    public static Task<bool> IsOutAsync(this HttpClient client) => Eventually.BecomesAsync(async () => !await client.IsInAsync(), isOut => isOut);

    /// <summary>What a verb of another part does when it changes a person: through Identity, then it tells.</summary>
    public static async Task ChangeAsync(this TestApplication application, Guid personId, Func<UserManager<Person>, Person, Task<IdentityResult>> change)
    {
        await using (var scope = application.Services.CreateAsyncScope())
        {
            var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
            Assert.True((await change(people, (await people.FindByIdAsync($"{personId}"))!)).Succeeded);
        }
        application.Services.GetRequiredService<Changes>().Notify(Guid.Empty, ChangeTopics.Access);
    }

    public static async Task SqlAsync(this TestApplication application, string sql, params object[] values)
    {
        await using var connection = await Sql.OpenAsync(application.Database.ConnectionString("cf_system"));
        await Sql.RunAsync(connection, sql, values);
    }

    /// <summary>As if the 30 seconds of the node's memory had passed.</summary>
    public static void ForgetSessions(this TestApplication application) => application.Services.GetRequiredService<SessionCache>().Forget();

    public static Task<int> PagesBecomeAsync(this TestApplication application, int count) =>
        Eventually.BecomesAsync(() => Task.FromResult(application.Services.GetRequiredService<OpenCircuits>().Count), open => open == count);

    private static async Task<string> CookieAsync(TestApplication application, string email)
    {
        var cookies = new CookieContainer();
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = application.Address };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        await TestApplication.SignInAsync(client, email);
        return cookies.GetCookieHeader(application.Address);
    }
}
