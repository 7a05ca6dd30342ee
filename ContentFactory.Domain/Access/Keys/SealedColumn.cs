namespace ContentFactory.Domain.Access.Keys;

/// <summary>A column of sealed secrets, as the rotation finds it. The feature that owns the table registers it.</summary>
/// <param name="Kind">Of the purpose its secrets are sealed for.</param>
/// <param name="Key">The column that names a row of the tenant.</param>
/// <param name="Row">SQL for the rest of the purpose, in its order.</param>
public sealed record SealedColumn(string Table, string Column, string Kind, string Key, params string[] Row)
{
    /// <summary>A uuid as it stands in a purpose.</summary>
    public static string Id(string column) => $"replace({column}::text, '-', '')";
}
