using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content;

/// <summary>Where a post began, and what writing it cost when a model did.</summary>
public sealed record PostOrigin(DateTimeOffset CreatedAt, int Tokens, decimal? Cost, string Currency);

/// <summary>An approval, a return or the archive. <paramref name="ByRule"/>: the company asks for no approval.</summary>
public sealed record PostDecisionRow(PostStatus Status, string? PersonName, string? Comment, DateTimeOffset At, bool ByRule)
{
    /// <summary>Who decided by a link, as they signed.</summary>
    public string? GuestName { get; init; }

    /// <summary>The version that was decided about; null for what was put aside.</summary>
    public int? Version { get; init; }
}

/// <summary>The decisions about a post, as the audit log kept them.</summary>
internal static class PostPast
{
    private const int Shown = 50;

    public static async Task<IReadOnlyList<PostDecisionRow>> DecisionsAsync(AppDb rows, Guid postId, CancellationToken ct)
    {
        var entries = await rows.AuditLog.AsNoTracking().Where(a => a.EntityId == postId && a.Entity == "post")
            .OrderByDescending(a => a.At).Take(Shown)
            .Select(a => new { a.At, a.After, Name = rows.People.Where(p => p.Id == a.PersonId).Select(p => p.DisplayName).FirstOrDefault() })
            .ToListAsync(ct);
        return [.. entries.Select(e => Read(e.After, e.Name, e.At)).OfType<PostDecisionRow>()];
    }

    private static PostDecisionRow? Read(JsonDocument? after, string? name, DateTimeOffset at) =>
        Enum.TryParse<PostStatus>(Text(after, "Status"), out var status)
            ? new PostDecisionRow(status, name, Text(after, "Comment"), at, Text(after, "Rule") is not null) { GuestName = Text(after, "Guest"), Version = Number(after, "Version") }
            : null;

    private static int? Number(JsonDocument? document, string name) =>
        document?.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number ? value.GetInt32() : null;

    private static string? Text(JsonDocument? document, string name) =>
        document?.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
