using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.LongWork;

namespace ContentFactory.Domain.Media.Makers;

/// <summary>One order that is made in one call: the row and the cursor before it, the file after it. An order found with a cursor is never sent again.</summary>
internal sealed class AtOnceMaking(MakerShelf shelf, MakingBills bills, MadeFiles files)
{
    public async Task<Result<LongOutcome>> RunAsync(MadeKind kind, MediaOrder order, LongProgress progress, CancellationToken ct)
    {
        if (shelf.Find(kind, order.Maker) is not IMadeAtOnce maker)
            return Problem.Conflict("Media.Maker_Absent", order.Maker);
        if (progress.Cursor<MakingBill>() is { } lost)
            return await bills.LostAsync(lost, maker.Facts);
        progress.Report(0, null, new LongText("Media.Making_Asking", maker.Facts.Name));
        var opened = await bills.OpenAsync(maker, order, ct);
        if (!opened.Ok)
            return opened.Problem;
        await SaveAsync(bills, opened.Value, progress);
        return await MakeAsync(maker, opened.Value, order, progress, ct);
    }

    /// <summary>Whoever may not go on here has called nobody yet.</summary>
    internal static async Task SaveAsync(MakingBills bills, MakingBill making, LongProgress progress)
    {
        try
        {
            await progress.SaveAsync(making);
        }
        catch (OperationCanceledException)
        {
            await bills.FailedAsync(making, new MakerFault(AiFault.Cancelled, MayCost: false));
            throw;
        }
    }

    private async Task<Result<LongOutcome>> MakeAsync(IMadeAtOnce maker, MakingBill making, MediaOrder order, LongProgress progress, CancellationToken ct)
    {
        MakerAnswer<MadeFile> answer;
        try
        {
            answer = await maker.MakeAsync(order, ct);
        }
        catch (OperationCanceledException)
        {
            await bills.FailedAsync(making, new MakerFault(AiFault.Cancelled, MayCost: true));
            throw;
        }
        if (answer.Value is not { } made)
            return await bills.RefusedAsync(making, maker.Facts, answer.Fault!);
        await bills.PaidAsync(making, making.UnitPrice * maker.MostUnits(order), made.Usage);
        progress.Report(0, null, new LongText("Media.Making_Storing"));
        var kept = await files.KeepAsync(made, order, maker.Facts);
        return kept.Ok ? new LongOutcome(new LongText("Media.Made", maker.Facts.Name, maker.Facts.Model), order.LinkTo(kept.Value)) : kept.Problem;
    }
}

/// <summary>Pictures.</summary>
internal sealed class ImageRun(AtOnceMaking making) : LongRun<MediaOrder>
{
    public const string Work = "media.image";

    public override Task<Result<LongOutcome>> RunAsync(MediaOrder input, LongProgress progress, CancellationToken ct) => making.RunAsync(MadeKind.Image, input, progress, ct);
}

/// <summary>Spoken texts.</summary>
internal sealed class VoiceRun(AtOnceMaking making) : LongRun<MediaOrder>
{
    public const string Work = "media.voice";

    public override Task<Result<LongOutcome>> RunAsync(MediaOrder input, LongProgress progress, CancellationToken ct) => making.RunAsync(MadeKind.Voice, input, progress, ct);
}
