namespace ContentFactory.Domain.Analytics.Days;

/// <summary>Pieces of statements over the columns of <see cref="DaySums"/>.</summary>
internal static class SumSql
{
    public static readonly string Columns = string.Join(", ", DaySums.Columns);

    /// <summary>Of a row d: added over any number of rows.</summary>
    public static readonly string Sums = string.Join(", ", DaySums.Columns.Select(c => $"sum(d.{c})::bigint as {c}"));

    /// <summary>Adds a row to the one that stands, where a null says nothing.</summary>
    public static readonly string Add = string.Join(", ", DaySums.Columns.Select(c => $"{c} = coalesce(d.{c} + excluded.{c}, excluded.{c}, d.{c})"));

    public static readonly string Cleared = string.Join(", ", DaySums.Columns.Select(c => $"{c} = null"));

    /// <summary>Parameters of unnest for all columns, from the given number on.</summary>
    public static string Arrays(int first) => string.Join(", ", DaySums.Columns.Select((_, i) => $"${first + i}::bigint[]"));

    public static object[] Arrays(IReadOnlyList<DaySums> rows) => [.. DaySums.Columns.Select((_, i) => (object)rows.Select(r => r[i]).ToArray())];

    /// <param name="first">Where the columns begin.</param>
    public static DaySums Read(Npgsql.NpgsqlDataReader row, int first)
    {
        var values = new long?[DaySums.Columns.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = row.IsDBNull(first + i) ? null : row.GetInt64(first + i);
        return new(values);
    }
}
