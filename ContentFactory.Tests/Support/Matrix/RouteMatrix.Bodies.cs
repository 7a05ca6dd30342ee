using System.Net.Http.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ContentFactory.Domain.Access;

namespace ContentFactory.Tests.Support;

/// <summary>What is sent in bodies and queries, below the own address.</summary>
internal sealed partial class RouteMatrix
{
    /// <summary>B's owner reads everything of B, with the names, words and ids of A in the query: nothing of A shows.</summary>
    public async Task<List<string>> OwnAsync(IEnumerable<Route> routes, IEnumerable<string> more)
    {
        var found = new List<string>();
        using var client = await application.SignInAsync(b, MemberRole.Owner);
        var addresses = routes.Where(r => r.IsOfTenant && r.Reads && !r.TakesId).Select(r => r.Address(b.Slug, "")).Concat(more.Select(m => $"/t/{b.Slug}{m}"));
        foreach (var address in addresses)
            foreach (var query in new[] { "", $"q={Canary}" }.Concat(new[] { "company", "topic", "source", "channel", "post" }.Select(name => $"{name}={forgery.IdOf(name)}")))
            {
                using var answer = await client.GetAsync($"{address}{(address.Contains('?', StringComparison.Ordinal) ? "&" : "?")}{query}");
                if ((int)answer.StatusCode >= 500)
                    found.Add($"{address} answered {(int)answer.StatusCode} ({query})");
                if (RowOfA().IsMatch(await answer.Content.ReadAsStringAsync()))
                    found.Add($"{address} shows a row of the other tenant ({query})");
            }
        return found;
    }

    /// <summary>B's owner writes below the own address, with own and foreign ids there and everything forged in the body.</summary>
    public async Task<List<string>> ForgedAsync(IEnumerable<Route> routes)
    {
        var found = new List<string>();
        using var client = await application.SignInAsync(b, MemberRole.Owner);
        client.DefaultRequestHeaders.Add("RequestVerificationToken", await TestApplication.TokenAsync(client, "/welcome"));
        foreach (var route in routes.Where(r => r.IsOfTenant))
            foreach (var method in route.Writes)
                found.AddRange(await UnchangedAsync($"{method} {route.Template}", async () =>
                {
                    var wrong = new List<string>();
                    foreach (var address in (route.TakesId ? idsOfB.Concat(idsOfA) : idsOfA.Take(1)).Select(id => route.Address(b.Slug, id)).Distinct())
                        foreach (var body in new Func<HttpContent>[] { () => new FormUrlEncodedContent(forgery.Fields("", [])), () => JsonContent.Create(forgery.Json(route.Accepts?.RequestType)) })
                        {
                            using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = body() };
                            using var answer = await client.SendAsync(request);
                            if ((int)answer.StatusCode >= 500)
                                wrong.Add($"{method} {address} answered {(int)answer.StatusCode}");
                        }
                    return wrong;
                }));
        return found;
    }

    /// <summary>Each form of the pages without a tenant, filled as a person might, with everything forged beside its own fields.</summary>
    public async Task<(List<string> Found, int Forms)> FormsAsync(IEnumerable<Route> routes, bool signedIn)
    {
        var (found, seen) = (new List<string>(), new HashSet<string>());
        using var visitor = new Visitor(application, signedIn ? b : null);
        foreach (var page in routes.Where(r => r.IsPage && !r.IsOfTenant && !r.TakesId && !r.Template.StartsWith("/dev", StringComparison.Ordinal)).Select(r => r.Address(b.Slug, "")))
            for (var i = 0; await FormAsync(await visitor.ClientAsync(), page, i) is { } form; i++)
                // the frame's forms stand on every page
                if (seen.Add($"{form.GetAttribute("action") ?? page} {form.QuerySelector("[name=_handler]")?.GetAttribute("value")}"))
                    foreach (var prefix in new[] { "", "Input." })
                        found.AddRange(await UnchangedAsync($"the form {i + 1} of {page}", async () => await SubmitAsync(await visitor.ClientAsync(), page, i, prefix)));
        return (found, seen.Count);
    }

    private static async Task<IHtmlFormElement?> FormAsync(HttpClient client, string page, int number)
    {
        using var answer = await client.GetAsync(page);
        var document = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        return document.QuerySelectorAll("form").OfType<IHtmlFormElement>().Where(f => f.Method == "post").ElementAtOrDefault(number);
    }

    private async Task<List<string>> SubmitAsync(HttpClient client, string page, int number, string prefix)
    {
        if (await FormAsync(client, page, number) is not { } form)
            return [];
        var own = form.QuerySelectorAll("input[name], textarea[name], select[name]").DistinctBy(f => f.GetAttribute("name")).ToDictionary(f => f.GetAttribute("name")!, Filled);
        var target = form.GetAttribute("action") is { Length: > 0 } action ? action : page;
        using var answer = await client.PostAsync(target, new FormUrlEncodedContent(own.Concat(forgery.Fields(prefix, own.Keys))));
        return (int)answer.StatusCode >= 500 ? [$"{target} answered {(int)answer.StatusCode}"] : [];
    }

    private static string Filled(IElement field) => field.GetAttribute("type") switch
    {
        "hidden" => field.GetAttribute("value") ?? "",
        "email" => "plain@forged.test",
        "password" => Seed.Password,
        "number" => "1",
        "checkbox" => "false",
        _ when field is IHtmlSelectElement select => select.Value ?? "",
        _ => "Plain words",
    };

    /// <summary>Does the work; then every row of A is as before, what B's people may not decide as well, and nothing forged stands anywhere.</summary>
    private async Task<List<string>> UnchangedAsync(string what, Func<Task<List<string>>> work)
    {
        var (before, decided, forged) = (await HashesAsync(), await DecidedAsync(), await ForgedRowsAsync());
        var found = await work();
        var after = await HashesAsync();
        found.AddRange(before.Where(table => after[table.Key] != table.Value).Select(table => $"{what} changed {table.Key}"));
        if (await DecidedAsync() != decided)
            found.Add($"{what} changed roles, people or the plan");
        found.AddRange((await ForgedRowsAsync()).Where(table => table.Value > forged[table.Key]).Select(table => $"{what} wrote what was forged into {table.Key}"));
        return found;
    }

    private async Task<string> DecidedAsync()
    {
        await using var connection = await Sql.OpenAsync(application.Database.ConnectionString("cf_system"));
        return await Sql.ValueAsync<string>(connection, """
            select concat_ws('|',
                (select string_agg(concat_ws(',', m.id, person_id, role, joined_at), ';' order by m.id) from members m where tenant_id = $1),
                (select string_agg(s::text, ',' order by s.id) from subscriptions s where tenant_id = $1),
                (select concat_ws(',', id, slug, status, manager_id, is_demo, created_at) from tenants where id = $1),
                (select string_agg(r::text, ',' order by r::text) from person_roles r join members m on m.person_id = r.user_id where m.tenant_id = $1),
                (select string_agg(concat_ws(',', p.id, normalized_email, email_confirmed, two_factor_enabled, deactivated_at, created_at), ';' order by p.id) from people p join members m on m.person_id = p.id where m.tenant_id = $1))
            """, b.Id);
    }

    private async Task<Dictionary<string, long>> ForgedRowsAsync()
    {
        await using var connection = await Sql.OpenAsync(application.Database.ConnectionString("cf_system"));
        var catalogue = await Catalogue.ReadAsync(connection);
        var found = new Dictionary<string, long>();
        foreach (var table in catalogue.TenantTables.Append(catalogue["people"]))
        {
            var foreign = table.TenantColumn is { } column ? $"{column} <> '{a.Id}' and r::text ~ '{string.Join('|', idsOfA)}' or" : "";
            found[table.Name] = await Sql.ValueAsync<long>(connection, $"select count(*) from {table.Name} r where {foreign} r::text ~ '{Forgery.Word}|{Forgery.Number}'");
        }
        return found;
    }

    /// <summary>The owner of a tenant, signed in again after a form ended the session; or nobody, anew each time.</summary>
    private sealed class Visitor(TestApplication application, TestTenant? tenant) : IDisposable
    {
        private HttpClient? client;

        public async Task<HttpClient> ClientAsync()
        {
            if (client is not null && tenant is not null && await IsInAsync(client))
                return client;
            client?.Dispose();
            return client = tenant is null ? application.Client() : await application.SignInAsync(tenant, MemberRole.Owner);
        }

        public void Dispose() => client?.Dispose();

        private static async Task<bool> IsInAsync(HttpClient client)
        {
            using var answer = await client.GetAsync("/");
            return answer.Headers.Location?.ToString().StartsWith("/sign-in", StringComparison.Ordinal) is false;
        }
    }

    // a word that is searched for comes back alone; the words of rows are numbered
    [GeneratedRegex(Canary + @"\d")]
    private static partial Regex RowOfA();
}
