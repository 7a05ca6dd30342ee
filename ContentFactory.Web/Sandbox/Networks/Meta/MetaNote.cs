using System.Globalization;
using System.Text.Json;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks.Meta;

/// <summary>What Meta's networks remember of an entry beside its words; kept as the entry's JSON.</summary>
/// <param name="Type">As lists of posts call it: "IMAGE", "VIDEO", "CAROUSEL_ALBUM", "TEXT_POST".</param>
/// <param name="Waits">For bytes of its video.</param>
/// <param name="Size">Of its video in bytes, where that was said.</param>
/// <param name="Arrived">Bytes so far.</param>
/// <param name="Ready">When the network is done with it; null: at once.</param>
/// <param name="Parts">Numbers of the entries that are shown with it.</param>
/// <param name="ReplyTo">Number of the entry that it continues.</param>
internal sealed record MetaNote(string Type, bool Waits = false, long Size = 0, long Arrived = 0, DateTimeOffset? Ready = null, IReadOnlyList<int>? Parts = null, int? ReplyTo = null)
{
    /// <summary>The network works this long on a video.</summary>
    public static readonly TimeSpan Work = TimeSpan.FromSeconds(5);

    public static MetaNote Of(SandboxEntry entry) => JsonSerializer.Deserialize<MetaNote>(entry.Data)!;

    public string ToJson() => JsonSerializer.Serialize(this);

    public bool IsReady(DateTimeOffset now) => !Waits && now >= (Ready ?? now);

    public MetaNote With(long arrived, DateTimeOffset now) => arrived < Size ? this with { Arrived = arrived } : this with { Arrived = arrived, Waits = false, Ready = now + Work };
}

/// <summary>Ids as long as Meta's own: the account's digits and the entry's number behind a beginning that says what it is.</summary>
internal static class MetaIds
{
    public const long Posts = 18_000_000_000_000_000;
    public const long Containers = 22_000_000_000_000_000;

    // the digits in which sandbox accounts differ; what follows them is room for so many entries
    private const long Accounts = 10_000_000_000;
    private const int Entries = 1_000_000;

    public static string Of(long kind, long account, int number) => (First(kind, account) + number).ToString(CultureInfo.InvariantCulture);

    /// <summary>Null where it is no id of this kind and account.</summary>
    public static int? NumberOf(long kind, long account, string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number - First(kind, account) is > 0 and < Entries and var entry ? (int)entry : null;

    private static long First(long kind, long account) => kind + (account % Accounts * Entries);
}
