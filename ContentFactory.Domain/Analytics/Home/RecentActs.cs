using System.Text.Json;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Lists;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Analytics.Home;

/// <summary>Who an act of the audit log is told of.</summary>
public enum ActBy { Person, Gone, Guest, System }

/// <summary>One row of the audit log, as far as a line tells it.</summary>
/// <param name="Name">Of a person who is still here.</param>
/// <param name="Removed">What it is about is no longer there.</param>
/// <param name="Outcome">The state that it left behind, where the row says one.</param>
public sealed record RecentAct(Guid Id, DateTimeOffset At, ActBy By, string? Name, Permission Action, string Entity, Guid? EntityId, string? Outcome, bool Removed = false);

internal static class RecentActs
{
    private const int Most = 8;

    public static async Task<IReadOnlyList<RecentAct>> ReadAsync(AppDb rows, CancellationToken ct)
    {
        var found = await rows.AuditLog.AsNoTracking().OrderByDescending(a => a.At).ThenByDescending(a => a.Id).Top(Most)
            .Select(a => new { Entry = a, Name = rows.People.Where(p => p.Id == a.PersonId).Select(p => p.DisplayName).FirstOrDefault() }).ToListAsync(ct);
        return [.. found.Select(f => new RecentAct(f.Entry.Id, f.Entry.At, By(f.Entry, f.Name), f.Name, f.Entry.Action, f.Entry.Entity, f.Entry.EntityId, Outcome(f.Entry.After), f.Entry is { Before: not null, After: null }))];
    }

    private static ActBy By(AuditEntry entry, string? name) =>
        name is not null ? ActBy.Person
        : entry.PersonId != Guid.Empty ? ActBy.Gone
        : entry.Action is Permission.ApproveByLink or Permission.ConnectByInvitation ? ActBy.Guest : ActBy.System;

    private static string? Outcome(JsonDocument? after) =>
        after?.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("Status", out var status) && status.ValueKind is JsonValueKind.String ? status.GetString() : null;
}
