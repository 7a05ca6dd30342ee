using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Row = System.Collections.Generic.Dictionary<string, object>;

namespace ContentFactory.Tests.Support;

/// <summary>
/// Bodies that carry more than was asked for: each property of each entity, ids of another tenant among them. What they say can be found
/// again: nothing of it may stand in a row afterwards.
/// </summary>
internal sealed class Forgery
{
    public const string Word = "zqforged";
    public const int Number = 987654321;

    private static readonly (string Name, Type Type)[] NoProperties =
        [("Ids", typeof(Guid)), ("Company", typeof(Guid)), ("OwnerId", typeof(Guid)), ("Plan", typeof(string)), ("Balance", typeof(int)), ("IsAdmin", typeof(bool)), ("Roles", typeof(string))];

    private readonly IReadOnlyDictionary<string, Row> rowsOfA;
    private readonly IReadOnlyList<(string Name, Type Type)> properties;

    public Forgery(IServiceProvider services, IReadOnlyDictionary<string, Row> rowsOfA)
    {
        this.rowsOfA = rowsOfA;
        using var scope = services.CreateScope();
        using var tenants = scope.ServiceProvider.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContext();
        var model = new[] { tenants.Model, scope.ServiceProvider.GetRequiredService<AccessDb>().Model };
        properties = [.. model.SelectMany(m => m.GetEntityTypes()).SelectMany(e => e.GetProperties()).Select(p => (Name: p.Name, Type: p.ClrType))
            .Concat(NoProperties)
            .DistinctBy(p => p.Name.ToLowerInvariant())];
    }

    /// <summary>All forged names with a text as value, each behind the prefix. Few enough for one form.</summary>
    public IEnumerable<KeyValuePair<string, string>> Fields(string prefix, IEnumerable<string> own) =>
        properties.Where(p => !own.Contains(prefix + p.Name, StringComparer.OrdinalIgnoreCase)).Select(p => KeyValuePair.Create(prefix + p.Name, Value(p.Name, p.Type)!.ToString()!));

    /// <summary>A body that binds to the type and says everything else as well.</summary>
    public JsonNode Json(Type? type)
    {
        if (type is null || Plain("", type) is not JsonObject body)
            body = [];
        Forge(body);
        return body;
    }

    private void Forge(JsonObject body)
    {
        foreach (var inner in body.Select(p => p.Value).OfType<JsonObject>().ToList())
            Forge(inner);
        foreach (var (name, type) in properties)
            if (JsonNamingPolicy.CamelCase.ConvertName(name) is var key && !body.ContainsKey(key))
                body[key] = JsonValue.Create(Value(name, type));
    }

    /// <summary>What the endpoint asks for, filled as a person might; ids are the other tenant's.</summary>
    private JsonNode? Plain(string name, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return "plain words";
        if (type == typeof(Guid))
            return IdOf(name);
        if (type == typeof(bool))
            return true;
        if (type == typeof(DateTimeOffset) || type == typeof(DateOnly) || type == typeof(TimeOnly))
            return null;
        if (type.IsEnum || type.IsPrimitive || type == typeof(decimal))
            return 1;
        if (type.IsAssignableTo(typeof(IEnumerable)))
            return new JsonArray(Plain(name, type.IsArray ? type.GetElementType()! : type.GetGenericArguments().FirstOrDefault() ?? typeof(string)));
        return new JsonObject(type.GetProperties().Where(p => p.CanWrite).Select(p => KeyValuePair.Create(JsonNamingPolicy.CamelCase.ConvertName(p.Name), Plain(p.Name, p.PropertyType))));
    }

    private object Value(string name, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(Guid))
            return IdOf(name);
        if (type == typeof(bool))
            return true;
        if (type.IsEnum)
            return Enum.GetNames(type)[^1];
        if (type == typeof(DateTimeOffset) || type == typeof(DateOnly))
            return "2099-01-01";
        return type.IsPrimitive || type == typeof(decimal) ? Number : Word;
    }

    /// <summary>CompanyId is a company of A, TenantId is A.</summary>
    public Guid IdOf(string name)
    {
        var table = string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? $"_{char.ToLower(c, CultureInfo.InvariantCulture)}" : $"{char.ToLower(c, CultureInfo.InvariantCulture)}"));
        table = table.EndsWith("_id", StringComparison.Ordinal) ? table[..^3] : table;
        var row = new[] { $"{table}s", $"{table[..^1]}ies", $"{table}_items" }.Select(t => rowsOfA.GetValueOrDefault(t)).FirstOrDefault(r => r is not null) ?? rowsOfA["posts"];
        return (Guid)row["id"];
    }
}
