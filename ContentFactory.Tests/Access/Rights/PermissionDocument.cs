using System.Text.RegularExpressions;
using ContentFactory.Domain.Access;

namespace ContentFactory.Tests.Access;

/// <summary>docs/permissions.md, made from the table of rights and its words.</summary>
internal static class PermissionDocument
{
    public const string Path = "docs/permissions.md";
    public const string Remake = $"PERMISSIONS_TO={Path} ./test PermissionDocument";

    private static readonly Role[] Roles = [Role.Owner, Role.Approver, Role.Editor, Role.Viewer, Role.Manager, Role.Admin];

    private const string Start = $"""
        # Who may do what

        Made from `PermissionTable` and `PermissionWords` (`ContentFactory.Domain/Access/Rights`) by `{Remake}`; a test compares them.

        Owner, approver, editor and viewer are roles of a member, each in their own tenant. A manager has the rights of this table in the tenants that
        are assigned to them, an admin in every tenant. What nobody may is done by the application itself, or by guests where the words say so. Audited: each
        success leaves a row in the audit log. Who lacks a right does not see its button, and the verb behind it refuses before it reads anything.
        """;

    public static string Text()
    {
        var lines = new List<string> { Start };
        foreach (var (area, actions) in PermissionWords.Areas)
            lines.AddRange([
                "", $"## {area}", "",
                $"| action | what it lets people do | {string.Join(" | ", Roles.Select(r => r.ToString().ToLowerInvariant()))} | audited |",
                $"|---|---|{string.Concat(Roles.Select(_ => ":-:|"))}:-:|",
                .. actions.Select(a => $"| {Name(a.Action)} | {a.Sentence} | {string.Join(" | ", Roles.Select(r => Mark(PermissionTable.Allows(r, a.Action))))} | {Mark(PermissionTable.IsAudited(a.Action))} |"),
            ]);
        return string.Join('\n', lines).Replace("\r", "", StringComparison.Ordinal) + "\n";
    }

    private static string Mark(bool yes) => yes ? "yes" : "-";

    private static string Name(Permission action) => Regex.Replace(action.ToString(), "(?<!^)([A-Z])", m => $" {m.Value.ToLowerInvariant()}");
}
