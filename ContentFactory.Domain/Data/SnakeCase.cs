using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ContentFactory.Domain.Data;

/// <summary>PostgreSQL's names: snake_case tables, columns and constraints; enums stored as snake_case words with a check.</summary>
public static class SnakeCase
{
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))) && name[i - 1] != '_')
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }

    internal static void Apply(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes().Where(e => !e.IsMappedToJson()))
        {
            foreach (var property in entity.GetProperties())
                property.SetColumnName(Of(property.GetColumnName()));
            if (entity.GetViewName() is not null || entity.GetTableName() is not { } table)
                continue;
            entity.SetTableName(Of(table));
            NameConstraints(entity);
            CheckEnums(entity);
        }
    }

    private static void NameConstraints(IMutableEntityType entity)
    {
        foreach (var key in entity.GetKeys())
            key.SetName(key.GetName() is { } name ? Of(name) : null);
        foreach (var foreignKey in entity.GetForeignKeys())
            foreignKey.SetConstraintName(foreignKey.GetConstraintName() is { } name ? Of(name) : null);
        foreach (var index in entity.GetIndexes())
            index.SetDatabaseName(index.GetDatabaseName() is { } name ? Of(name) : null);
    }

    private static void CheckEnums(IMutableEntityType entity)
    {
        foreach (var property in entity.GetProperties())
        {
            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            // Permission grows with the product: a check would need a migration for each new action
            if (!type.IsEnum || type == typeof(Access.Permission))
                continue;
            var words = string.Join(", ", Enum.GetNames(type).Select(n => $"'{Of(n)}'"));
            entity.AddCheckConstraint($"ck_{entity.GetTableName()}_{property.GetColumnName()}", $"{property.GetColumnName()} in ({words})");
        }
    }

    internal static void StoreEnums(ModelConfigurationBuilder conventions)
    {
        foreach (var type in typeof(SnakeCase).Assembly.GetTypes().Where(t => t.IsEnum && t.IsPublic))
            conventions.Properties(type).HaveConversion(typeof(EnumWords<>).MakeGenericType(type)).HaveMaxLength(40);
    }

    private sealed class EnumWords<T>() : ValueConverter<T, string>(value => ToWord(value), word => FromWord(word)) where T : struct, Enum
    {
        private static readonly Dictionary<T, string> Words = Enum.GetValues<T>().ToDictionary(v => v, v => Of(v.ToString()));
        private static readonly Dictionary<string, T> Values = Words.ToDictionary(p => p.Value, p => p.Key);

        private static string ToWord(T value) => Words[value];

        private static T FromWord(string word) => Values[word];
    }
}
