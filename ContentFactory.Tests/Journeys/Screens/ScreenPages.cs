using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing.Patterns;
using Npgsql;

namespace ContentFactory.Tests.Journeys.Screens;

/// <summary>A page with an address that can be opened.</summary>
/// <param name="Person">Who opens it; null for strangers.</param>
/// <param name="IsInCircuit">Drawn again by its circuit, which takes the title away for a moment: to be waited for.</param>
internal sealed record ScreenPage(string Template, string Address, string? Person, bool IsInCircuit)
{
    public bool IsOfTenant => Template.StartsWith("/t/{", StringComparison.Ordinal);
    public bool TakesId => IsOfTenant && Template.IndexOf('{', 4) > 0;

    /// <summary>Marked by hand as answers to something that went wrong: their status is that of the trouble.</summary>
    public bool IsProblem => Template is "/not-found" or "/error";

    /// <summary>A name for files: the template without the marks.</summary>
    public string Name => Template.Trim('/').Replace("t/{Tenant}", "tenant", StringComparison.Ordinal).Replace(":guid", "", StringComparison.Ordinal).Replace("{", "", StringComparison.Ordinal)
        .Replace("}", "", StringComparison.Ordinal).Replace('/', '-') is { Length: > 0 } name ? name.ToLowerInvariant() : "root";

    /// <summary>The same page in another tenant, with an id that is nobody's.</summary>
    public string AddressIn(string slug) => ScreenPages.Fill(Template, parameter => parameter == "Tenant" ? slug : Guid.Empty.ToString());
}

/// <summary>Every @page of the product with real ids of the demo: <c>{PostId}</c> is a row of posts. A new page joins by itself.</summary>
internal static class ScreenPages
{
    /// <summary>Which row a page is shown with; of other tables any.</summary>
    private static readonly Dictionary<string, string> Best = new()
    {
        ["posts"] = "(status = 'ready') desc, length(text) desc",
        ["publications"] = "(state = 'published') desc, scheduled_at desc",
    };

    /// <summary>Tables whose rows are called otherwise in addresses.</summary>
    private static readonly Dictionary<string, string> Tables = new() { ["media"] = "media_items" };

    /// <summary>Pages that stand only in the middle of a way through another service: their journeys look at them.</summary>
    private static readonly string[] OnTheWay =
    [
        "/sign-in/join", "/t/{Tenant}/channels/connect/accounts/{SignInId:guid}", "/connect/invitation/{Token}", "/connect/invitation/{Token}/accounts/{SignInId:guid}",
    ];

    public static async Task<IReadOnlyList<ScreenPage>> ReadAsync(TestApplication demo)
    {
        await using var connection = await Sql.OpenAsync(demo.Database.ConnectionString("cf_system"));
        var pages = new List<ScreenPage>();
        foreach (var (template, component) in Templates().Where(page => !OnTheWay.Contains(page.Template)))
            pages.Add(new(template, Fill(template, await ValuesAsync(connection, template)), PersonOf(template, component), component.GetCustomAttribute<ExcludeFromInteractiveRoutingAttribute>() is null));
        return [.. pages.OrderBy(p => p.Template, StringComparer.Ordinal)];
    }

    public static string Fill(string template, Func<string, string> value) => "/" + string.Join('/', RoutePatternFactory.Parse(template).PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part is RoutePatternParameterPart parameter ? value(parameter.Name) : ((RoutePatternLiteralPart)part).Content))));

    private static IEnumerable<(string Template, Type Component)> Templates() =>
        typeof(Web.Application).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>().Select(route => (route.Template, type)));

    private static string? PersonOf(string template, Type component) => template.Split('/')[1] switch
    {
        "t" => "owner",
        "manager" => "manager",
        "admin" => "admin",
        _ => component.GetCustomAttribute<AuthorizeAttribute>() is null ? null : "owner",
    };

    private static async Task<Func<string, string>> ValuesAsync(NpgsqlConnection connection, string template)
    {
        var values = new Dictionary<string, string>();
        foreach (var parameter in RoutePatternFactory.Parse(template).Parameters)
            values[parameter.Name] = parameter.Name switch
            {
                "Tenant" => DemoApplication.Slug,
                "Token" when template.StartsWith("/invitation/", StringComparison.Ordinal) => await InvitationAsync(connection),
                "Token" when template.StartsWith("/approve/", StringComparison.Ordinal) => await ApprovalAsync(connection),
                "Token" => "none",
                _ => await IdAsync(connection, template, parameter.Name),
            };
        return name => values[name];
    }

    private static async Task<string> IdAsync(NpgsqlConnection connection, string template, string parameter)
    {
        var row = string.Concat(parameter.Select((c, i) => char.IsUpper(c) && i > 0 ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
        var table = row.EndsWith("_id", StringComparison.Ordinal) ? Tables.GetValueOrDefault(row[..^3]) ?? Plural(row[..^3]) : null;
        if (table is null || !await Sql.ValueAsync<bool>(connection, "select to_regclass($1) is not null", table))
            throw new InvalidOperationException($"{template} takes {{{parameter}}}, and no table is called so. Say in {nameof(ScreenPages)} what to put there.");
        var ids = await Sql.RowsAsync(connection, $"""
            select id from {table} where tenant_id = (select id from tenants where slug = $1) order by {Best.GetValueOrDefault(table, "id")} limit 1
            """, r => r.GetGuid(0), DemoApplication.Slug);
        return ids.Count == 1 ? $"{ids[0]}" : throw new InvalidOperationException($"{template} takes {{{parameter}}}, and the demo has no row in {table}.");
    }

    /// <summary>The demo's owner has invited somebody; the link of the letter.</summary>
    private static async Task<string> InvitationAsync(NpgsqlConnection connection)
    {
        const string token = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq";
        await Sql.RunAsync(connection, """
            insert into invitations (tenant_id, id, email, role, token_hash, invited_by, created_at, sent_at, expires_at)
            select t.id, gen_random_uuid(), 'newcomer@demo.local', 'editor', $2, m.person_id, app_now(), app_now(), app_now() + interval '7 days'
            from tenants t join members m on m.tenant_id = t.id and m.role = 'owner' where t.slug = $1 limit 1
            """, DemoApplication.Slug, SHA256.HashData(Encoding.ASCII.GetBytes(token)));
        return token;
    }

    /// <summary>The demo's owner has sent a post that waits to somebody without an account.</summary>
    private static async Task<string> ApprovalAsync(NpgsqlConnection connection)
    {
        const string token = "BBCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopg";
        await Sql.RunAsync(connection, """
            insert into approval_links (tenant_id, id, post_id, version, recipient, note, token_hash, created_by, by_admin, created_at, expires_at)
            select t.id, gen_random_uuid(), p.id, p.version, 'Anna', 'For the campaign of this week', $2, m.person_id, false, app_now(), app_now() + interval '7 days'
            from tenants t join members m on m.tenant_id = t.id and m.role = 'owner' join posts p on p.tenant_id = t.id and p.status = 'ready' where t.slug = $1 limit 1
            on conflict do nothing
            """, DemoApplication.Slug, SHA256.HashData(Encoding.ASCII.GetBytes(token)));
        return token;
    }

    private static string Plural(string row) => row.EndsWith('y') ? row[..^1] + "ies" : row.EndsWith('s') ? row + "es" : row + "s";
}
