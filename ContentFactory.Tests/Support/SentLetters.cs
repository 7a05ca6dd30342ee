using System.Text.RegularExpressions;

namespace ContentFactory.Tests.Support;

/// <summary>What people find in their mailboxes, read from the outbox.</summary>
internal static partial class SentLetters
{
    public static async Task<string> LatestAsync(TestDatabase database, string to)
    {
        await using var connection = await Sql.OpenAsync(database.ConnectionString("cf_system"));
        var texts = await Sql.RowsAsync(connection, "select text from letters where lower(to_address) = lower($1) order by created_at desc, ctid desc limit 1", r => r.GetString(0), to);
        return texts.Count == 1 ? texts[0] : throw new InvalidOperationException($"No letter to {to}.");
    }

    public static async Task<long> CountAsync(TestDatabase database, string to)
    {
        await using var connection = await Sql.OpenAsync(database.ConnectionString("cf_system"));
        return await Sql.ValueAsync<long>(connection, "select count(*) from letters where lower(to_address) = lower($1)", to);
    }

    /// <summary>The six digits of the last letter.</summary>
    public static async Task<string> CodeAsync(TestDatabase database, string to) => Code().Match(await LatestAsync(database, to)).Value;

    /// <summary>The first link of the last letter.</summary>
    public static async Task<Uri> LinkAsync(TestDatabase database, string to) => new(Link().Match(await LatestAsync(database, to)).Value);

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Code();

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Link();
}
