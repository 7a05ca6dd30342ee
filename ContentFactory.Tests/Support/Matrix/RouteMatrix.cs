using System.Net;
using System.Text.RegularExpressions;
using ContentFactory.Domain.Access;

namespace ContentFactory.Tests.Support;

/// <summary>Walks routes of an application as the owner of B, as nobody and as a viewer of A, with the addresses and ids of A.</summary>
internal sealed partial class RouteMatrix(TestApplication application, TestTenant a, TestTenant b, IReadOnlyList<Guid> idsOfA, IReadOnlyList<Guid> idsOfB, Forgery forgery)
{
    public const string Canary = "zqalpha";

    /// <summary>B's owner: A's slug is not found, nor is any id of A below the own slug; nothing of A shows or changes.</summary>
    public async Task<List<string>> ForeignAsync(IEnumerable<Route> routes)
    {
        var found = new List<string>();
        using var client = await application.SignInAsync(b, MemberRole.Owner);
        client.DefaultRequestHeaders.Add("RequestVerificationToken", await TestApplication.TokenAsync(client, "/welcome"));
        foreach (var route in routes.Where(r => r.IsOfTenant || r.TakesId))
        {
            var addresses = route.IsOfTenant ? [route.Address(a.Slug, idsOfA[0])] : new List<string>();
            if (route.TakesId)
                addresses.AddRange(idsOfA.SelectMany(id => route.IsOfTenant ? [route.Address(b.Slug, id), route.Address(a.Slug, id)] : new[] { route.Address(b.Slug, id) }).Distinct());
            if (route.Reads)
                foreach (var address in addresses)
                    found.AddRange(await ReadAsync(client, route, address));
            foreach (var method in route.Writes)
                found.AddRange(await WriteAsync(client, route, method, addresses));
        }
        return found;
    }

    public async Task<List<string>> StrangerAsync(IEnumerable<Route> routes)
    {
        var found = new List<string>();
        using var client = application.Client();
        foreach (var route in routes)
        {
            using var request = new HttpRequestMessage(new HttpMethod(route.Reads ? "GET" : route.Writes.First()), route.Address(a.Slug, idsOfA[0]));
            using var answer = await client.SendAsync(request);
            if (!IsSentAway(answer))
                found.Add($"{route.Template} answered {(int)answer.StatusCode} to nobody");
        }
        return found;
    }

    /// <summary>A member in the own tenant: each page shows or refuses whatever id it is given, never breaks, never shows a text's key.</summary>
    public async Task<List<string>> MemberAsync(IEnumerable<Route> routes, MemberRole role)
    {
        var found = new List<string>();
        using var client = await application.SignInAsync(a, role);
        foreach (var route in routes.Where(r => r.Reads))
            foreach (var id in route.TakesId ? idsOfA : idsOfA.Take(1))
                found.AddRange(await OpenAsync(client, route, route.Address(a.Slug, id), $"{role}"));
        return [.. found.Distinct()];
    }

    /// <summary>A person of the platform who is no member. Administrators enter every tenant; to others nothing of it is found.</summary>
    public async Task<List<string>> SystemRoleAsync(IEnumerable<Route> routes, string role)
    {
        var email = $"{role}@platform.test".ToLowerInvariant();
        await application.AddPersonAsync(email, role);
        using var client = await application.SignInAsync(email);
        var found = new List<string>();
        foreach (var route in routes.Where(r => r.Reads && !r.TakesId))
            if ((route.IsOfTenant || route.Template.StartsWith("/admin", StringComparison.Ordinal)) && role != SystemRoles.Admin)
                found.AddRange(await ReadAsync(client, route, route.Address(a.Slug, idsOfA[0])));
            else if (route.IsOfTenant || route.IsPage)
                found.AddRange(await OpenAsync(client, route, route.Address(a.Slug, idsOfA[0]), role));
        return found;
    }

    private static async Task<List<string>> OpenAsync(HttpClient client, Route route, string address, string role)
    {
        using var answer = await client.GetAsync(address);
        var code = (int)answer.StatusCode;
        var right = route.IsPage && !route.TakesId ? code is 200 or 403 or 302 or 303 || address is "/not-found" or "/error" || (code is 404 && route.Template.Contains("{Token}", StringComparison.Ordinal)) : code < 500;
        var found = right ? new List<string>() : [$"{route.Template} answered {code} to {role} ({address})"];
        if (route.IsPage && TextKey().Match(await answer.Content.ReadAsStringAsync()) is { Success: true } key)
            found.Add($"{route.Template} shows the key {key.Value} to {role}");
        return found;
    }

    /// <summary>Pages lead to the form; what programs call says 401.</summary>
    private static bool IsSentAway(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.Unauthorized
        || (answer.StatusCode is HttpStatusCode.Found && answer.Headers.Location?.ToString().Contains("/sign-in?", StringComparison.Ordinal) is true);

    private static async Task<List<string>> ReadAsync(HttpClient client, Route route, string address)
    {
        using var answer = await client.GetAsync(address);
        var found = new List<string>();
        if (answer.StatusCode != HttpStatusCode.NotFound && (route.IsOfTenant || (int)answer.StatusCode is < 400 or >= 500))
            found.Add($"{address} answered {(int)answer.StatusCode}");
        if ((await answer.Content.ReadAsStringAsync()).Contains(Canary, StringComparison.Ordinal))
            found.Add($"{address} shows a row of the other tenant");
        return found;
    }

    private async Task<List<string>> WriteAsync(HttpClient client, Route route, string method, IEnumerable<string> addresses)
    {
        var found = new List<string>();
        var before = await HashesAsync();
        foreach (var address in addresses)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = new FormUrlEncodedContent([]) };
            using var answer = await client.SendAsync(request);
            if ((int)answer.StatusCode is not (400 or 403 or 404 or 405 or 411 or 413 or 415))
                found.Add($"{method} {address} answered {(int)answer.StatusCode}");
        }
        var after = await HashesAsync();
        return [.. found, .. before.Where(table => after[table.Key] != table.Value).Select(table => $"{method} {route.Template} changed {table.Key}")];
    }

    internal async Task<Dictionary<string, string>> HashesAsync()
    {
        await using var connection = await Sql.OpenAsync(application.Database.ConnectionString("cf_system"));
        var hashes = new Dictionary<string, string>();
        foreach (var table in (await Catalogue.ReadAsync(connection)).TenantTables)
            hashes[table.Name] = await Sql.ValueAsync<string>(connection, $"select coalesce(md5(string_agg(r::text, '|' order by r::text)), '') from {table.Name} r where {table.TenantColumn} = $1", a.Id);
        return hashes;
    }

    // a text that is missing shows as its key: Page_Element
    [GeneratedRegex(@"(?<=>\s*)[A-Z][A-Za-z]+_[A-Z][A-Za-z]+(?=\s*<)")]
    private static partial Regex TextKey();
}
