using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;

namespace ContentFactory.Web.Access.Audit;

/// <summary>How a row of the audit log is told: <c>Act_{key}</c>, and where what it is about can be seen.</summary>
internal static class ActWords
{
    public static string KeyOf(RecentAct act) => (act.Action, act.Entity) switch
    {
        (Permission.ApprovePosts or Permission.ApproveByLink, _) => act.Outcome is nameof(PostStatus.Approved) ? "Approved" : "Returned",
        (Permission.EditTenant, "media_store" or "media_home" or "media_move") => "MediaStore",
        (Permission.EditCompanies, "webhook_secret") => "WebhookSecret",
        (Permission.ManageMembers, "invitation") => "Invitation",
        (Permission.EditSettings, "report_plan") => "ReportPlan",
        (Permission.ConnectChannels, "channel_invitation") => "ChannelInvitation",
        (Permission.EditTemplates, _) when act.Removed => "TemplateRemoved",
        (var action, _) => action.ToString(),
    };

    /// <summary>Below the tenant; null where there is nothing to see.</summary>
    public static string? PlaceOf(RecentAct act) => act.Removed ? null : (act.Entity, act.EntityId) switch
    {
        ("post", { } id) => $"content/{id}",
        ("publication", { } id) => $"publications/{id}",
        ("channel", { } id) => $"channels/{id}",
        ("company" or "webhook_secret", { } id) => $"settings/companies/{id}",
        ("brand_voice", { } id) => $"settings/companies/{id}/voice",
        ("template", { } id) => $"content/templates/{id}",
        ("member" or "invitation", _) => "settings/members",
        ("setting", _) => "settings/preferences",
        ("report_plan", _) => "analytics/reports",
        ("ai_budget", _) => "settings/ai/costs",
        ("role_text", _) => "settings/ai",
        _ => null,
    };
}
