using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Discord;
using ContentFactory.Tests.Platforms.LinkedIn;
using ContentFactory.Tests.Platforms.X;

namespace ContentFactory.Tests.Platforms.BadInput;

internal sealed class XSeat : XRig;

internal sealed class XContestant() : Contestant<XSeat>(new())
{
    public override IReadOnlyList<string> Shown => [.. Rig.Server.Posts.Select(p => p.Text)];

    public override async Task BreakAsync(Trouble trouble)
    {
        if (trouble is Trouble.RevokedToken)
            Rig.Server.RevokeAllTokens();
        else if (trouble is Trouble.MissingScope)
        {
            Rig.Server.Scopes = ["tweet.read", "users.read", "offline.access"];
            var offered = (await Rig.ExchangeAsync()).Value!.Accounts.Single();
            Rig.Account = new(offered.Account.AccountId, offered.Account.Handle, offered.Secrets, AppKey: offered.Account.AppKey);
        }
        else
            Answers("post", XErrors.Forbidden(trouble switch
            {
                Trouble.PageWithoutPermission => "You are not permitted to perform this action.",
                Trouble.PrivateChannel => "To protect our users from spam and other malicious activity, this account is temporarily locked.",
                _ => "Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.",
            }));
    }
}

internal sealed class LinkedInSeat : LinkedInRig;

internal sealed class LinkedInContestant() : Contestant<LinkedInSeat>(new())
{
    public override IReadOnlyList<string> Shown => [.. Rig.Server.Posts.Select(p => (string?)p.Content?["article"]?["source"] is { } link ? $"{p.Shown}\n\n{link}" : p.Shown)];

    public override async Task BreakAsync(Trouble trouble)
    {
        if (trouble is Trouble.RevokedToken)
            Rig.Server.RevokeAllTokens();
        else if (trouble is Trouble.MissingScope)
            Rig.Server.Narrow("openid", "profile");
        else if (trouble is Trouble.PrivateChannel)
            Answers("post", LinkedInErrors.Of(403, "MEMBER_RESTRICTED", "Member is restricted"));
        else
        {
            Rig.Account = await Rig.ConnectAsync(FakeLinkedIn.Page);
            if (trouble is Trouble.BotNotAdmin)
                Rig.Server.Pages.Clear();
            else
                Rig.Server.Narrow("openid", "profile", "w_member_social");
        }
    }
}

internal sealed class DiscordSeat : DiscordRig;

internal sealed class DiscordContestant() : Contestant<DiscordSeat>(new())
{
    public override IReadOnlyList<string> Shown => [.. Rig.Server.Messages.Select(m => DiscordReader.Read(m.Content))];

    public IReadOnlyList<FakeFile> Files => Rig.Server.Messages[^1].Files;

    public override async Task BreakAsync(Trouble trouble)
    {
        if (trouble is Trouble.RevokedToken)
            Rig.Server.HasWebhook = false;
        else if (trouble is Trouble.PageWithoutPermission)
            Answers("execute_webhook", DiscordErrors.Of(400, 220001, "Webhooks posted to forum channels must have a thread_name or thread_id"));
        else
        {
            await Rig.UseAsync("bot");
            if (trouble is Trouble.PrivateChannel)
                Rig.Server.BotMayWrite = false;
            else if (trouble is Trouble.BotNotAdmin)
                Rig.Server.HasChannel = false;
            else
                Answers("create_message", DiscordErrors.MissingPermissions);
        }
    }

    protected override async Task BeginAsync()
    {
        await base.BeginAsync();
        await Rig.UseAsync("webhook");
    }
}
