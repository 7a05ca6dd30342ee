using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Journeys.Screens;

/// <summary>English on a Russian page is right when somebody wrote it: it stands in a row of the database.</summary>
internal sealed class KnownWords(TestDatabase database)
{
    public async Task<IEnumerable<ScreenFinding>> WithoutAsync(IEnumerable<ScreenFinding> findings)
    {
        var written = await WrittenAsync();
        return findings.Where(finding => finding.Kind != "english" || !written.Contains(Letters(finding.What[(finding.What.IndexOf('|', StringComparison.Ordinal) + 1)..]), StringComparison.Ordinal)).ToList();
    }

    private async Task<string> WrittenAsync()
    {
        await using var connection = await Sql.OpenAsync(database.ConnectionString("cf_system"));
        var all = new List<string>();
        foreach (var table in (await Catalogue.ReadAsync(connection)).All.Where(table => table.Columns.Any(column => column.Type is "text" or "varchar" or "jsonb" or "_text")))
            all.AddRange(await Sql.RowsAsync(connection, $"select r::text from {table.Name} r limit 5000", row => Letters(row.GetString(0))));
        return string.Join('|', all);
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetter)).ToLowerInvariant();
}
