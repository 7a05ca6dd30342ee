using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.TikTok;
using ContentFactory.Tests.Platforms.YouTube;

namespace ContentFactory.Tests.Platforms.BadInput;

internal sealed class YouTubeSeat : YouTubeRig;

internal sealed class YouTubeContestant() : Contestant<YouTubeSeat>(new())
{
    public override IReadOnlyList<string> Shown => [.. Rig.Server.Videos.Select(v => v.Description ?? "")];

    public IReadOnlyList<string?> Titles => [.. Rig.Server.Videos.Select(v => v.Title)];

    public override OutgoingPost Post(string words, params OutgoingMedia[] media) =>
        new(words, media.Length > 0 ? media : [Video()]) { Title = "A title", Kind = PublicationKind.Video };

    public override Task BreakAsync(Trouble trouble)
    {
        switch (trouble)
        {
            case Trouble.RevokedToken:
                Rig.Server.RevokeAllTokens();
                break;
            case Trouble.MissingScope:
                Rig.Server.Narrow("https://www.googleapis.com/auth/youtube.readonly");
                break;
            case Trouble.PageWithoutPermission:
                Answers("session", GoogleErrors.Of(403, "insufficientPermissions", "The authenticated user can't publish on this channel"));
                break;
            case Trouble.PrivateChannel:
                Answers("session", GoogleErrors.Of(401, "youtubeSignupRequired", "The user has an unlinked account without a channel"));
                break;
            default:
                Answers("session", GoogleErrors.Of(403, "channelSuspended", "The channel has been suspended"));
                break;
        }
        return Task.CompletedTask;
    }
}

internal sealed class TikTokSeat : TikTokRig;

internal sealed class TikTokContestant() : Contestant<TikTokSeat>(new())
{
    public override IReadOnlyList<string> Shown => [.. Rig.Server.Posts.Select(p => p.Words(p.IsPhotos ? "description" : "title") ?? "")];

    public override OutgoingPost Post(string words, params OutgoingMedia[] media) =>
        new(words, media.Length > 0 ? media : [Video()]) { Options = new Dictionary<string, string> { ["privacy"] = "PUBLIC_TO_EVERYONE" } };

    public override Task BreakAsync(Trouble trouble)
    {
        if (trouble is Trouble.RevokedToken)
            Rig.Server.RevokeAllTokens();
        else if (trouble is Trouble.MissingScope)
            Rig.Server.Narrow("user.info.basic", "video.list");
        else
            Answers("init", trouble switch
            {
                Trouble.PageWithoutPermission => TikTokErrors.Of(403, "spam_risk_user_banned_from_posting", "The user is banned from making new posts"),
                Trouble.PrivateChannel => TikTokErrors.Of(403, "unaudited_client_can_only_post_to_private_accounts", "Unaudited clients can only post to a private account"),
                _ => TikTokErrors.Of(401, "scope_permission_missed", "The user did not authorize the scope required for completing this request"),
            });
        return Task.CompletedTask;
    }

    protected override bool CanFetch(Uri address, OutgoingMedia file)
    {
        if (file.Kind is MediaKind.Image)
            Rig.Server.Web[address.AbsoluteUri] = file.ContentType;
        return file.Kind is MediaKind.Image;
    }
}
