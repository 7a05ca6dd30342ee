using System.Globalization;

namespace ContentFactory.Domain.Access;

/// <summary>Every setting that can be set at a level below the product's own. What is not here cannot be stored by <see cref="SettingsEditor"/>.</summary>
public static class SettingCatalogue
{
    public static readonly SettingDefinition<string> ZoneId = new("general.timezone", SettingKind.Zone, "Europe/Moscow", Text) { IsFieldOfTenant = true };
    public static readonly SettingDefinition<string> Language = new("general.language", SettingKind.Language, "ru", Text) { IsFieldOfTenant = true, Choices = TenantProfile.Languages };
    public static readonly SettingDefinition<string?> NoticeEmail = new("general.notifications.email", SettingKind.Email, "", TextOrNone);
    public static readonly SettingDefinition<string?> NoticeChat = new("general.notifications.telegram_chat_id", SettingKind.Chat, "", TextOrNone);

    public static readonly SettingDefinition<string> DefaultScheduling = new("publishing.default_scheduling", SettingKind.Choice, "optimal", Text) { Choices = ["optimal", "manual"] };
    public static readonly SettingDefinition<int> MinGapHours = new("publishing.min_gap_hours", SettingKind.Whole, "2", Whole) { Least = 0, Most = 168 };
    public static readonly SettingDefinition<int> MaxPostsPerDay = new("publishing.max_posts_per_day", SettingKind.Whole, "30", Whole) { Least = 1, Most = 1000 };
    public static readonly SettingDefinition<int> WarmUpDays = new("publishing.warm_up_days", SettingKind.Whole, "14", Whole) { Least = 0, Most = 90 };

    public static readonly SettingDefinition<string?> DefaultModel = new("ai.default_model", SettingKind.Model, "", TextOrNone);
    public static readonly SettingDefinition<string?> FallbackModel = new("ai.fallback_model", SettingKind.Model, "", TextOrNone);
    public static readonly SettingDefinition<decimal> Temperature = new("ai.temperature", SettingKind.Fraction, "0.7", Fraction) { Least = 0, Most = 2 };

    /// <summary>In the order shown.</summary>
    public static IReadOnlyList<SettingDefinition> All { get; } =
        [ZoneId, Language, NoticeEmail, NoticeChat, DefaultScheduling, MinGapHours, MaxPostsPerDay, WarmUpDays, DefaultModel, FallbackModel, Temperature];

    internal static readonly string[] Names = [.. All.Select(d => d.Name)];

    public static SettingDefinition? Find(string name) => All.FirstOrDefault(d => d.Name == name);

    private static string Text(string value) => value;

    private static string? TextOrNone(string value) => value.Length == 0 ? null : value;

    private static int Whole(string value) => int.Parse(value, CultureInfo.InvariantCulture);

    private static decimal Fraction(string value) => decimal.Parse(value, CultureInfo.InvariantCulture);
}
