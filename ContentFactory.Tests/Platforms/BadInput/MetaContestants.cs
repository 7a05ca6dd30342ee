using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using ContentFactory.Tests.Platforms.Facebook;
using ContentFactory.Tests.Platforms.Instagram;
using ContentFactory.Tests.Platforms.Threads;

namespace ContentFactory.Tests.Platforms.BadInput;

internal sealed class InstagramSeat : InstagramRig;

internal sealed class InstagramContestant() : Contestant<InstagramSeat>(new())
{
    public override IReadOnlyList<string> Shown => [.. Rig.Server.Posts.Select(p => p.Caption ?? "")];

    public override OutgoingPost Post(string words, params OutgoingMedia[] media) => new(words, media.Length > 0 ? media : [Picture()]);

    public override async Task BreakAsync(Trouble trouble)
    {
        if (trouble is Trouble.RevokedToken)
            Rig.Server.RevokeAllTokens();
        else if (trouble is Trouble.MissingScope)
        {
            Rig.Server.InstagramScopes = ["instagram_business_basic"];
            var offered = (await Rig.ExchangeAsync("instagram")).Value!.Accounts.Single();
            Rig.Account = new(offered.Account.AccountId, offered.Account.Handle, offered.Secrets, AppKey: offered.Account.AppKey);
        }
        else
            Answers("media", trouble switch
            {
                Trouble.PageWithoutPermission => GraphAnswer.Error(200, 0, "The user must have a role on the page that the account is connected to", 403),
                Trouble.PrivateChannel => GraphAnswer.Error(25, 2207050, "The user account is restricted"),
                _ => GraphAnswer.Error(190, 492, "The user no longer has an appropriate role on the page", 401),
            });
    }

    public override void Refuse(string why) => Rig.Server.VideoFailure = "2207026";

    protected override bool CanFetch(Uri address, OutgoingMedia file)
    {
        Rig.Server.Web[address.AbsoluteUri] = new(file.ContentType, file.Size, file.Width, file.Height);
        return true;
    }
}

internal sealed class FacebookSeat : FacebookRig;

internal sealed class FacebookContestant() : Contestant<FacebookSeat>(new())
{
    public override IReadOnlyList<string> Shown => [.. Rig.Server.Posts.Select(p => p.Link is null ? p.Text ?? p.Video?.Description ?? "" : $"{p.Text}\n\n{p.Link}")];

    public override async Task BreakAsync(Trouble trouble)
    {
        if (trouble is Trouble.RevokedToken)
            Rig.Server.RevokeAllTokens();
        else if (trouble is Trouble.MissingScope)
        {
            Rig.Server.Scopes = ["pages_show_list", "pages_read_engagement"];
            Rig.Account = await Rig.ConnectAsync();
        }
        else
            Answers("feed", trouble switch
            {
                Trouble.PageWithoutPermission => GraphAnswer.Error(200, 0, "(#200) The user hasn't authorized the application to perform this action", 403),
                Trouble.PrivateChannel => GraphAnswer.Error(100, 33, "Unsupported post request. Object does not exist or cannot be loaded due to missing permissions"),
                _ => GraphAnswer.Error(190, 492, "The user associated with the page access token no longer has an appropriate role on the page", 401),
            });
    }

    public override void Refuse(string why) => Answers("feed", GraphAnswer.Error(100, 1500, "The url you supplied is invalid"));
}

internal sealed class ThreadsSeat : ThreadsRig;

internal sealed class ThreadsContestant() : Contestant<ThreadsSeat>(new())
{
    public override IReadOnlyList<string> Shown => [.. Rig.Server.Posts.Select(p => p.From?.Call.Text("link_attachment") is { } link && p.Text?.Contains(link, StringComparison.Ordinal) != true ? $"{p.Text}\n\n{link}" : p.Text ?? "")];

    public override async Task BreakAsync(Trouble trouble)
    {
        if (trouble is Trouble.RevokedToken)
            Rig.Server.RevokeAllTokens();
        else if (trouble is Trouble.MissingScope)
        {
            Rig.Server.Scopes = ["threads_basic"];
            await Rig.ConnectAsync();
        }
        else
            Answers("make", trouble switch
            {
                Trouble.PageWithoutPermission => GraphAnswer.Error(10, 0, "Application does not have permission for this action", 403),
                Trouble.PrivateChannel => GraphAnswer.Error(25, 2207050, "The user account is restricted"),
                _ => GraphAnswer.Error(190, 458, "The user has not authorized the application", 401),
            });
    }

    public override void Refuse(string why)
    {
        if (why == "link")
            Answers("make", GraphAnswer.Error(100, 0, "Param link_attachment is not a valid URI"));
        else
            Rig.Server.Failure = "INVALID_ASPEC_RATIO";
    }

    protected override bool CanFetch(Uri address, OutgoingMedia file)
    {
        Rig.Server.Web[address.AbsoluteUri] = new(file.ContentType, file.Size);
        return true;
    }
}
