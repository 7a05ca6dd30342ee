using System.Text.Json.Nodes;

namespace ContentFactory.Web.Sandbox.Networks.TikTok;

/// <summary>Whose account it is, and what its owner allows.</summary>
internal static class TikTokPerson
{
    public const string Everyone = "PUBLIC_TO_EVERYONE";
    public const string OnlyMe = "SELF_ONLY";

    /// <summary>Of a private account "everyone" would be missing; this one is public.</summary>
    public static readonly IReadOnlyList<string> Levels = [Everyone, "MUTUAL_FOLLOW_FRIENDS", OnlyMe];

    public static SandboxReply Info(SandboxVisit visit)
    {
        var all = new JsonObject
        {
            ["open_id"] = visit.AccountId, ["union_id"] = visit.AccountId, ["display_name"] = visit.Account.Title, ["username"] = visit.Account.Handle, ["bio_description"] = "", ["follower_count"] = visit.Followers,
        };
        var user = new JsonObject();
        foreach (var field in visit.Request["fields"].Split(',', StringSplitOptions.RemoveEmptyEntries))
            if (all[field] is { } value)
                user[field] = value.DeepClone();
        return TikTokAnswer.Ok(new() { ["user"] = user });
    }

    /// <summary>This creator let nobody stitch, so that the sandbox shows what a switched off interaction looks like.</summary>
    public static SandboxReply Creator(SandboxVisit visit) => TikTokAnswer.Ok(new()
    {
        ["creator_avatar_url"] = "", ["creator_username"] = visit.Account.Handle, ["creator_nickname"] = visit.Account.Title,
        ["privacy_level_options"] = new JsonArray([.. Levels.Select(level => (JsonNode)level)]),
        ["comment_disabled"] = false, ["duet_disabled"] = false, ["stitch_disabled"] = true, ["max_video_post_duration_sec"] = 600,
    });

    /// <summary>The right to post was taken away; null where it was not.</summary>
    public static SandboxReply? RightRefusal(SandboxVisit visit) =>
        visit.Account.IsAdministrator ? null : TikTokAnswer.Fault(401, "scope_not_authorized", "The user did not authorize the scope required for completing this request.");

    /// <summary>What TikTok would refuse of a direct post's choices; null where they fit.</summary>
    public static SandboxReply? Refusal(JsonNode? info)
    {
        if (info.Word("privacy_level") is not { Length: > 0 } level)
            return TikTokAnswer.Invalid("The privacy_level is required.");
        if (!Levels.Contains(level))
            return TikTokAnswer.Fault(403, "privacy_level_option_mismatch", "The privacy_level is not one of the creator's privacy_level_options.");
        return level is OnlyMe && info.Flag("brand_content_toggle") ? TikTokAnswer.Invalid("Branded content visibility cannot be set to private.") : null;
    }
}
