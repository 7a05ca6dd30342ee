using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>
/// Called: a publish call came in. Accepted: it made a post. Repeated: it met a post that is there already. Refused, Limited, Reset: it made
/// none. Answered: its reply left for the caller.
/// </summary>
internal enum LedgerKind { Called, Accepted, Repeated, Refused, Limited, Reset, Answered }

/// <param name="Call">Number of the publish call that the line is about.</param>
internal sealed record LedgerLine(int Call, LedgerKind Kind, string Account, string Text, string Node, DateTimeOffset At, string? PostId = null, string? Key = null);

/// <summary>The network's own book: a file that only grows, one line of JSON at a time, written before the reply is.</summary>
internal sealed class Ledger(string path, TimeProvider clock) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private readonly StreamWriter file = new(path, append: true) { AutoFlush = true };
    private readonly Lock gate = new();
    private int calls;

    public LedgerLine Open(string account, string text, string node, string? key)
    {
        lock (gate)
            return Append(new(++calls, LedgerKind.Called, account, text, node, clock.GetUtcNow(), Key: key));
    }

    public void Write(LedgerLine call, LedgerKind kind, string? postId = null)
    {
        lock (gate)
            Append(call with { Kind = kind, At = clock.GetUtcNow(), PostId = postId });
    }

    public static IReadOnlyList<LedgerLine> Read(string path) => [.. File.ReadLines(path).Select(line => JsonSerializer.Deserialize<LedgerLine>(line, Json)!)];

    public static string Show(LedgerLine line) => JsonSerializer.Serialize(line, Json);

    public void Dispose() => file.Dispose();

    private LedgerLine Append(LedgerLine line)
    {
        file.WriteLine(Show(line));
        return line;
    }
}
