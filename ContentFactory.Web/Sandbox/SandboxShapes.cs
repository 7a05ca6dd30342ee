using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox;

/// <summary>The platform's objects as its description names their fields.</summary>
internal static class SandboxShapes
{
    public static JsonObject Me(SandboxSender bot) => new(User(bot))
    {
        ["can_join_groups"] = true,
        ["can_read_all_group_messages"] = false,
        ["supports_inline_queries"] = false,
        ["can_connect_to_business"] = false,
        ["has_main_web_app"] = false,
    };

    public static JsonObject Chat(SandboxSender bot) => new(ChatFields(bot));

    public static JsonObject FullChat(SandboxSender bot) => new(ChatFields(bot))
    {
        ["active_usernames"] = new JsonArray(bot.Handle),
        ["description"] = "Sandbox",
        ["accent_color_id"] = 0,
        ["max_reaction_count"] = 11,
        ["accepted_gift_types"] = new JsonObject
        {
            ["unlimited_gifts"] = false, ["limited_gifts"] = false, ["unique_gifts"] = false, ["premium_subscription"] = false, ["gifts_from_channels"] = false,
        },
    };

    public static JsonObject Member(SandboxSender bot)
    {
        if (!bot.IsAdministrator)
            return new() { ["user"] = new JsonObject(User(bot)), ["status"] = "left" };
        var member = new JsonObject { ["user"] = new JsonObject(User(bot)), ["status"] = "administrator" };
        string[] may = ["can_manage_chat", "can_delete_messages", "can_change_info", "can_invite_users", "can_post_messages", "can_edit_messages", "can_post_stories", "can_edit_stories", "can_delete_stories"];
        string[] mayNot = ["can_be_edited", "is_anonymous", "can_manage_video_chats", "can_restrict_members", "can_promote_members"];
        foreach (var right in may)
            member[right] = true;
        foreach (var right in mayNot)
            member[right] = false;
        return member;
    }

    public static JsonObject Message(SandboxSender bot, int messageId, DateTimeOffset sentAt) => new()
    {
        ["message_id"] = messageId, ["sender_chat"] = Chat(bot), ["chat"] = Chat(bot), ["date"] = sentAt.ToUnixTimeSeconds(),
    };

    private static Dictionary<string, JsonNode?> ChatFields(SandboxSender bot) => new()
    {
        ["id"] = bot.ChatId, ["title"] = bot.Title, ["username"] = bot.Handle, ["type"] = "channel",
    };

    private static Dictionary<string, JsonNode?> User(SandboxSender bot) => new()
    {
        ["id"] = bot.BotId, ["is_bot"] = true, ["first_name"] = $"{bot.Title} (sandbox)", ["username"] = $"{bot.Handle}_bot",
    };
}
