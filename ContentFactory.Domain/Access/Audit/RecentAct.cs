using System.Text.Json;

namespace ContentFactory.Domain.Access;

/// <summary>Who an act of the audit log is told of.</summary>
public enum ActBy { Person, Gone, Guest, System, Admin }

/// <summary>One row of the audit log, as far as a line tells it.</summary>
/// <param name="Name">Of a person whose name may be seen here.</param>
/// <param name="Removed">What it is about is no longer there.</param>
/// <param name="Outcome">The state that it left behind, where the row says one.</param>
public sealed record RecentAct(Guid Id, DateTimeOffset At, ActBy By, string? Name, Permission Action, string Entity, Guid? EntityId, string? Outcome, bool Removed = false)
{
    public static RecentAct Of(AuditEntry entry, string? name) =>
        new(entry.Id, entry.At, ByOf(entry, name), name, entry.Action, entry.Entity, entry.EntityId, OutcomeOf(entry.After), entry is { Before: not null, After: null });

    private static ActBy ByOf(AuditEntry entry, string? name) =>
        name is not null ? ActBy.Person
        : entry.PersonId != Guid.Empty ? IsOfAdmins(entry.Action) ? ActBy.Admin : ActBy.Gone
        : entry.Action is Permission.ApproveByLink or Permission.ConnectByInvitation ? ActBy.Guest : ActBy.System;

    /// <summary>A tenant does not know the administrators, and need not know which one it was.</summary>
    private static bool IsOfAdmins(Permission action) => PermissionTable.Allows(Role.Admin, action) && !PermissionTable.Allows(Role.Owner, action);

    private static string? OutcomeOf(JsonDocument? after) =>
        after?.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("Status", out var status) && status.ValueKind is JsonValueKind.String ? status.GetString() : null;
}
