using System.Globalization;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Ai.Makers;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Media.Stores;

namespace ContentFactory.Domain.Media.Makers;

/// <summary>An order that may have cost something: the cursor of its long work. Saved before the call, so that whoever finds it never calls again.</summary>
/// <param name="Request">The row of the log, of the moment <paramref name="At"/>.</param>
/// <param name="Reserved">The most that it can cost; null where the model has no price.</param>
/// <param name="Job">What the maker calls it, once that is known.</param>
internal sealed record MakingBill(Guid Request, DateTimeOffset At, decimal? Reserved, decimal? UnitPrice, string? Job = null);

/// <summary>Keeps the log and the budget for media: a row before each call, and what became of it.</summary>
internal sealed class MakingBills(AiLedger ledger, Db db, MediaOptions media, TimeProvider clock)
{
    public async Task<Result<MakingBill>> OpenAsync(IMaker maker, MediaOrder order, CancellationToken ct)
    {
        var facts = maker.Facts;
        // what finds no place is not paid for
        if (facts.Kind is not MadeKind.Image && await RoomFaultAsync(ct) is { } full)
            return full;
        var kind = facts.Kind switch { MadeKind.Image => AiKind.Image, MadeKind.Voice => AiKind.Voice, MadeKind.Video => AiKind.Video };
        var purpose = new AiPurpose(kind, null, 0, order.CompanyId, order.PostId, order.PersonId);
        var opened = await ledger.OpenAsync(purpose, new ModelOffer(facts.Maker, facts.Model), facts.Unit, maker.MostUnits(order), ct);
        return opened.Ok ? new MakingBill(opened.Value.Id, opened.Value.At, opened.Value.Reserved, opened.Value.Price?.Output) : opened.Problem;
    }

    private async Task<Problem?> RoomFaultAsync(CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        return await FileHome.OfAsync(rows, media, ct) is { StoreId: null } ? (await MediaRoom.ReadAsync(rows, ct)).RefusalOf(1) : null;
    }

    /// <summary>What was made and is paid for.</summary>
    /// <param name="cost">As far as the maker or the price says it; else it counts at its most.</param>
    public Task PaidAsync(MakingBill making, decimal? cost, TokenUse? usage = null) => SettleAsync(making, AiOutcome.Done, null, mayCost: true, cost, usage);

    /// <summary>What came to nothing.</summary>
    public Task FailedAsync(MakingBill making, MakerFault fault, decimal? cost = null) =>
        SettleAsync(making, fault.MayCost && cost is null && fault.Fault is not (AiFault.Malformed or AiFault.Refused) ? AiOutcome.Unknown : AiOutcome.Failed, fault.Fault, fault.MayCost, cost, null);

    /// <summary>The same, with the words for it.</summary>
    public async Task<Problem> RefusedAsync(MakingBill making, MakerFacts maker, MakerFault fault)
    {
        await FailedAsync(making, fault);
        return Said(making, maker, fault);
    }

    /// <summary>An order whose call was begun by somebody who is gone.</summary>
    public Task<Problem> LostAsync(MakingBill making, MakerFacts maker) => RefusedAsync(making, maker, new MakerFault(AiFault.Broken, MayCost: true));

    public static Problem Said(MakingBill making, MakerFacts maker, MakerFault fault) => fault switch
    {
        { Fault: AiFault.Refused } => Problem.Conflict("Media.Maker_Refused", maker.Name),
        { Fault: AiFault.Malformed } => Problem.Unavailable("Media.Maker_Malformed", maker.Name),
        { MayCost: true } => Unknown(making, maker),
        { Fault: AiFault.NoMoney } => Problem.Conflict("Media.Maker_NoMoney", maker.Name),
        { Fault: AiFault.KeyRefused } => Problem.Conflict("Media.Maker_KeyRefused", maker.Name),
        { Fault: AiFault.ModelGone } => Problem.Conflict("Media.Maker_ModelGone", maker.Name, maker.Model),
        { Fault: AiFault.Busy, RetryAfter: { } wait } => Problem.Unavailable("Media.Maker_BusyUntil", maker.Name, (int)Math.Ceiling(wait.TotalSeconds)),
        { Fault: AiFault.Busy } => Problem.Unavailable("Media.Maker_Busy", maker.Name),
        { Fault: AiFault.NotTaken } => Problem.Conflict("Media.Maker_NotTaken", maker.Name),
        _ => Problem.Unavailable("Media.Maker_Down", maker.Name),
    };

    private static Problem Unknown(MakingBill making, MakerFacts maker) => making.Reserved is { } most
        ? Problem.Unavailable("Media.Maker_Unknown", maker.Name, most.ToString("0.00##", CultureInfo.InvariantCulture)) : Problem.Unavailable("Media.Maker_UnknownSum", maker.Name);

    private Task SettleAsync(MakingBill making, AiOutcome outcome, AiFault? fault, bool mayCost, decimal? cost, TokenUse? usage) => ledger.SettleAsync(
        new OpenRequest(making.Request, making.At, null, making.Reserved),
        // what has no price costs something unknown, whatever the maker counts
        new Settlement(outcome, fault, clock.GetUtcNow() - making.At, usage, mayCost) { Cost = making.Reserved is null ? null : cost });
}
