namespace ContentFactory.Domain.Access;

/// <summary>
/// What a person is inside one tenant. <see cref="System"/> is background work that acts for the product itself; <see cref="Guest"/> is somebody
/// without an account who came by a link, and may do what that link is for.
/// </summary>
public enum Role { Owner, Approver, Editor, Viewer, Manager, Admin, System, Guest }

/// <summary>The roles that a member row may carry.</summary>
public enum MemberRole { Owner, Approver, Editor, Viewer }

/// <summary>System-wide roles as ASP.NET Core Identity names them.</summary>
public static class SystemRoles
{
    public const string Client = "client";
    public const string Manager = "manager";
    public const string Admin = "admin";
}

public static class MemberRoles
{
    public static Role ToRole(this MemberRole role) => role switch
    {
        MemberRole.Owner => Role.Owner,
        MemberRole.Approver => Role.Approver,
        MemberRole.Editor => Role.Editor,
        MemberRole.Viewer => Role.Viewer,
    };
}
