using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Content.Approvals.Asking;

/// <summary>
/// Takes what approvers press and write in Telegram. Each time it is looked up anew who acts by the account and what that person may do in the
/// tenant; the decision itself is the same verb as on the page.
/// </summary>
internal sealed class AskDesk(AskBook book, TelegramLinks links, TenantDirectory directory, Tenants tenants, Changes changes) : BotDesk
{
    private static readonly Origin FromTelegram = new(null, "Telegram");

    public override async Task<BotAnswer?> PressAsync(BotPress press, CancellationToken ct)
    {
        var isApproval = press.Data.StartsWith(AskWords.Approve, StringComparison.Ordinal);
        if (!isApproval && !press.Data.StartsWith(AskWords.Reject, StringComparison.Ordinal))
            return null;
        if (await book.ByTokenAsync(press.Data[AskWords.Approve.Length..], ct) is not { } ask || ask.TelegramUserId != press.TelegramUserId)
            return new(AskWords.Say("Ask_NotYours", press.Language));
        if (ask.IsClosed)
            return new(AskWords.Say("Ask_Over", ask.Language));
        if (await ActorAsync(ask, ct) is not { } actor)
            return new(AskWords.Say("Ask_NoRight", ask.Language));
        if (isApproval)
            return new(await DecideAsync(ask, actor, approval => approval.ApproveAsync(ask.PostId, ask.Version, ct), "Ask_Thanks", ct));
        await book.WaitForReasonAsync(ask, null, ct);
        return new(AskWords.Say("Ask_ReasonShort", ask.Language))
        {
            Question = AskWords.Say("Ask_Reason", ask.Language), AskedAsync = message => book.WaitForReasonAsync(ask, message, ct),
        };
    }

    public override async Task<string?> ReplyAsync(BotReply reply, CancellationToken ct)
    {
        if (await book.ByReplyAsync(reply.TelegramUserId, reply.MessageId, ct) is not { } ask)
            return null;
        if (ask.IsClosed || !ask.InTime)
            return AskWords.Say(ask.IsClosed ? "Ask_Over" : "Ask_TooLate", ask.Language);
        return await ActorAsync(ask, ct) is { } actor
            ? await DecideAsync(ask, actor, approval => approval.RejectAsync(ask.PostId, ask.Version, reply.Text, ct), "Ask_Returned", ct) : AskWords.Say("Ask_NoRight", ask.Language);
    }

    private async Task<string> DecideAsync(FoundAsk ask, Actor actor, Func<PostApproval, Task<Result>> decide, string doneKey, CancellationToken ct)
    {
        var decided = await tenants.RunAsync(ask.TenantId, actor, services => decide(services.GetRequiredService<PostApproval>()), FromTelegram);
        if (decided.Ok)
            await book.CloseAsync(ask, ct);
        // what another has done meanwhile takes the buttons away as well
        changes.Notify(Guid.Empty, ChangeTopics.Asks);
        return decided.Ok ? AskWords.Say(doneKey, ask.Language) : AskWords.Say(decided.Problem!.TextKey["Content.".Length..], ask.Language, [.. decided.Problem.Args.Select(a => $"{a}")]);
    }

    /// <summary>The person as they stand in the tenant now; null where they may not decide there any more, or the account acts for another.</summary>
    private async Task<Actor?> ActorAsync(FoundAsk ask, CancellationToken ct)
    {
        if (await links.PersonOfAsync(ask.TelegramUserId, ct) != ask.PersonId)
            return null;
        if ((await directory.TenantsOfAsync(ask.PersonId, ct)).FirstOrDefault(t => t.TenantId == ask.TenantId) is not { } own)
            return null;
        var actor = new Actor(ask.PersonId, ask.TenantId, own.Role) { Standing = own.Status };
        return actor.May(Permission.ApprovePosts) ? actor : null;
    }
}
