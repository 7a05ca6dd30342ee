using System.Globalization;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Lists;
using ContentFactory.Web.Ui;
using ContentFactory.Web.Ui.Lists;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Access.Audit;

/// <summary>The address of a list of acts as a filter of its query, and the words of what it offers.</summary>
internal static class AuditFilters
{
    /// <summary>The value of the filter for what no person with an account did.</summary>
    public const string Nobody = "nobody";

    /// <summary>What is done at the level of the installation: no tenant has rows of it.</summary>
    private static readonly HashSet<Permission> OfInstallation = [Permission.ManagePeople, Permission.ReadLetters, Permission.EditAiPrices, Permission.EditPlans, Permission.EditSystemSettings, Permission.OwnAccount];

    private static readonly string[] TenantEntities =
    [
        "ai_budget", "approval_link", "auto_drafts", "brand_voice", "calendar_feed", "channel", "channel_invitation", "company", "evergreen_category", "evergreen_post", "evergreen_slot", "invitation", "long_task", "media",
        "media_home", "media_move", "media_store", "member", "post", "publication", "recurrence", "report_plan", "role_text", "sandbox_bot", "setting", "subscription", "template", "tenant",
        "tenant_keys", "webhook_secret",
    ];

    private static readonly string[] InstallationEntities =
        ["account", "ai_price", "bot_message", "letter", "lock_out", "login", "mailbox", "manager", "passkey", "password", "person", "plan", "recovery_codes", "second_factor", "session", "sign_in", "system_setting", "telegram"];

    public static IEnumerable<string> AllEntities => TenantEntities.Concat(InstallationEntities);

    public static AuditFilter Of(ListState state) => new(
        Person(state.Filter("person")), state.Filter<Permission>("action"), state.Filter("entity"), state.Filter<LogSpan>("span") ?? LogSpan.Month, state.Query(), state.Filter("tenant"));

    public static IReadOnlyList<ListOption> Spans(IStringLocalizer<Texts> texts) =>
        [.. new[] { LogSpan.Day, LogSpan.Week, LogSpan.Quarter, LogSpan.All }.Select(s => new ListOption(s.ToString().ToLowerInvariant(), texts[$"AuditSpan_{s}"]))];

    /// <param name="all">With what is done at the level of the installation.</param>
    public static IReadOnlyList<ListOption> Actions(IStringLocalizer<Texts> texts, bool all) => Sorted(
        Enum.GetValues<Permission>().Where(p => (PermissionTable.IsAudited(p) || p is Permission.EditPosts) && (all || !OfInstallation.Contains(p))).Select(p => new ListOption(p.ToString().ToLowerInvariant(), texts[$"Act_{p}"])));

    public static IReadOnlyList<ListOption> Entities(IStringLocalizer<Texts> texts, bool all) =>
        Sorted((all ? AllEntities : TenantEntities).Select(e => new ListOption(e, texts[$"Entity_{e}"])));

    public static string EntityName(IStringLocalizer<Texts> texts, string entity) => texts[$"Entity_{entity}"] is { ResourceNotFound: false } name ? name.Value : entity;

    /// <summary>A value without a name of its own keeps the one it is stored under.</summary>
    public static string FieldName(IStringLocalizer<Texts> texts, string field) => texts[$"Field_{field}"] is { ResourceNotFound: false } name ? name.Value : field;

    public static string ChangeText(IStringLocalizer<Texts> texts, AuditChange change, string zoneId)
    {
        string Of(string value) => Value(texts, value, zoneId);
        return change switch
        {
            { Before: { } before, After: { } after } => $"{Of(before)} → {Of(after)}",
            { After: { } after } => Of(after),
            _ => texts["Audit_Was", Of(change.Before ?? "")],
        };
    }

    public static string Value(IStringLocalizer<Texts> texts, string value, string zoneId) => value switch
    {
        "true" => texts["Audit_Yes"],
        "false" => texts["Audit_No"],
        _ => value is [_, _, _, _, '-', _, _, '-', _, _, 'T', ..] && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? ZonedText.Moment(at, zoneId) : value,
    };

    private static Guid? Person(string? said) => said == Nobody ? Guid.Empty : Guid.TryParse(said, out var id) ? id : null;

    private static IReadOnlyList<ListOption> Sorted(IEnumerable<ListOption> options) => [.. options.OrderBy(o => o.Text, StringComparer.CurrentCulture)];
}
