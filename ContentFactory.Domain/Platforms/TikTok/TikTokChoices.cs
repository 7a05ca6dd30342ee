namespace ContentFactory.Domain.Platforms.TikTok;

/// <summary>
/// What a person chooses for one post. TikTok's "Content Sharing Guidelines" demand that nobody chooses the audience in advance, that
/// comments, duets and stitches are off until a person allows them, and that advertising is disclosed.
/// </summary>
internal static class TikTokChoices
{
    public const string Mode = "mode";
    public const string Privacy = "privacy";
    public const string AllowComment = "allow_comment";
    public const string AllowDuet = "allow_duet";
    public const string AllowStitch = "allow_stitch";
    public const string BrandOrganic = "brand_organic";
    public const string BrandContent = "brand_content";
    public const string AiGenerated = "ai_generated";

    public const string Direct = "direct";
    public const string Inbox = "inbox";

    public const string Everyone = "PUBLIC_TO_EVERYONE";
    public const string OnlyMe = "SELF_ONLY";

    public static readonly IReadOnlyList<string> Levels = [Everyone, "MUTUAL_FOLLOW_FRIENDS", "FOLLOWER_OF_CREATOR", OnlyMe];

    public static readonly IReadOnlyList<PublishOption> All = Of(Levels, comment: false, duet: false, stitch: false);

    /// <summary>The same for one account, as its creator info says.</summary>
    public static IReadOnlyList<PublishOption> Of(TikTokCreator creator) =>
        Of([.. Levels.Where(creator.Levels.Contains)], creator.CommentDisabled, creator.DuetDisabled, creator.StitchDisabled);

    public static string ModeOf(OutgoingPost post) => Value(post, Mode) ?? Direct;

    /// <summary>A draft for the person to finish in TikTok; the other choices are made there.</summary>
    public static bool IsDraft(OutgoingPost post) => ModeOf(post) is Inbox;

    public static string? PrivacyOf(OutgoingPost post) => Value(post, Privacy);

    public static bool IsOn(OutgoingPost post, string key) => Value(post, key) is "true";

    /// <summary>Everybody will see it: only of such posts TikTok names the id.</summary>
    public static bool IsPublic(OutgoingPost post) => !IsDraft(post) && PrivacyOf(post) is Everyone;

    private static IReadOnlyList<PublishOption> Of(string[] levels, bool comment, bool duet, bool stitch) =>
    [
        PublishOption.Choice(Mode, Direct, Inbox) with { Default = Direct },
        PublishOption.Choice(Privacy, levels) with { Required = true, RequiredUnless = (Mode, Inbox) },
        Switch(AllowComment, comment), Switch(AllowDuet, duet), Switch(AllowStitch, stitch),
        PublishOption.Switch(BrandOrganic), PublishOption.Switch(BrandContent), PublishOption.Switch(AiGenerated),
    ];

    private static IReadOnlyList<PublishOption> Of(IReadOnlyList<string> levels, bool comment, bool duet, bool stitch) => Of([.. levels], comment, duet, stitch);

    private static PublishOption Switch(string key, bool disabled) =>
        PublishOption.Switch(key) with { Obstacle = disabled ? TikTokErrors.Fault(null, "DisabledByCreator") : null };

    private static string? Value(OutgoingPost post, string key) => post.Options.GetValueOrDefault(key) is { Length: > 0 } value ? value : null;
}
