using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.LongWork;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Media.Makers;

/// <summary>Videos: a job is started once, its name is kept, and it is asked after until it ends, on whatever node.</summary>
internal sealed class VideoRun(MakerShelf shelf, MakingBills bills, MadeFiles files, IOptions<MediaMakersOptions> options, TimeProvider clock, ILogger<VideoRun> log) : LongRun<MediaOrder>
{
    public const string Work = "media.video";
    private const int MostFetches = 3;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    // to end a finished job would be to throw its file away at the maker
    private bool isMade;

    public override async Task<Result<LongOutcome>> RunAsync(MediaOrder input, LongProgress progress, CancellationToken ct)
    {
        if (shelf.Find(MadeKind.Video, input.Maker) is not IMadeByJob maker)
            return Problem.Conflict("Media.Maker_Absent", input.Maker);
        var begun = progress.Cursor<MakingBill>();
        if (begun is { Job: null })
            return await bills.LostAsync(begun, maker.Facts);
        var started = begun ?? await StartAsync(maker, input, progress, ct);
        if (!started.Ok)
            return started.Problem;
        try
        {
            return await FollowAsync(maker, started.Value, input, progress, ct);
        }
        catch (OperationCanceledException) when (progress.IsCancelled && !isMade)
        {
            await GiveUpAsync(maker, started.Value, AiFault.Cancelled);
            throw;
        }
    }

    private async Task<Result<MakingBill>> StartAsync(IMadeByJob maker, MediaOrder order, LongProgress progress, CancellationToken ct)
    {
        progress.Report(0, null, new LongText("Media.Making_Asking", maker.Facts.Name));
        var opened = await bills.OpenAsync(maker, order, ct);
        if (!opened.Ok)
            return opened.Problem;
        await AtOnceMaking.SaveAsync(bills, opened.Value, progress);
        // heard to its end whoever cancels: a job whose name nobody knows could be neither fetched nor ended
        var answer = await maker.StartAsync(order, CancellationToken.None);
        if (answer.Value is not { } job)
            return await bills.RefusedAsync(opened.Value, maker.Facts, answer.Fault!);
        var making = opened.Value with { Job = job };
        try
        {
            await progress.SaveAsync(making);
        }
        catch
        {
            await GiveUpAsync(maker, making, AiFault.Cancelled);
            throw;
        }
        return making;
    }

    private async Task<Result<LongOutcome>> FollowAsync(IMadeByJob maker, MakingBill making, MediaOrder order, LongProgress progress, CancellationToken ct)
    {
        var (wait, fetches) = (options.Value.PollEvery, 0);
        progress.Report(0, null, new LongText("Media.Making_Waiting", maker.Facts.Name));
        while (true)
        {
            await Task.Delay(wait, clock, ct);
            wait = options.Value.PollEvery;
            var look = await maker.LookAsync(making.Job!, ct);
            if (look.Fault is { } fault)
            {
                if (fault.Fault is AiFault.KeyRefused or AiFault.NotTaken or AiFault.NoMoney)
                    return await LostSightAsync(making, maker.Facts, fault);
                wait = TimeSpan.FromTicks(Math.Clamp(fault.RetryAfter?.Ticks ?? 0, wait.Ticks, LongestWait.Ticks));
            }
            else if (look.Value!.State is JobState.Working)
                progress.Report((int)(100 * Math.Clamp(look.Value.Part ?? 0, 0, 1)), look.Value.Part is null ? null : 100);
            else if (await EndedAsync(maker, making, look.Value, order, progress, ++fetches >= MostFetches, ct) is { } ended)
                return ended;
            if (isMade || clock.GetUtcNow() - making.At < options.Value.LongestVideo)
                continue;
            await GiveUpAsync(maker, making, AiFault.TimedOut);
            return Problem.Unavailable("Media.Maker_NeverEnded", maker.Facts.Name, (int)options.Value.LongestVideo.TotalMinutes);
        }
    }

    /// <summary>Null where the file is to be fetched again: another look gives another address.</summary>
    private async Task<Result<LongOutcome>?> EndedAsync(IMadeByJob maker, MakingBill making, JobLook look, MediaOrder order, LongProgress progress, bool isLast, CancellationToken ct)
    {
        var facts = maker.Facts;
        if (look.State is JobState.Gone)
            return await bills.LostAsync(making, facts);
        if (look.State is JobState.Failed)
        {
            await bills.FailedAsync(making, look.Fault!, look.Cost);
            return look.Fault!.Fault is AiFault.Refused ? Problem.Conflict("Media.Maker_Refused", facts.Name) : Problem.Conflict("Media.Maker_Failed", facts.Name, look.Fault.Code ?? "–");
        }
        isMade = true;
        await bills.PaidAsync(making, look.Cost ?? (look.Seconds * making.UnitPrice));
        progress.Report(100, 100, new LongText("Media.Making_Fetching", facts.Name));
        if (look.Address is not { } address)
            return Problem.Conflict("Media.Maker_Malformed", facts.Name);
        var kept = await files.FetchAsync(making.Request, address, order, facts, ct);
        if (kept.Ok)
            return new LongOutcome(new LongText("Media.Made", facts.Name, facts.Model), order.LinkTo(kept.Value));
        if (kept.Problem is { Kind: ProblemKind.Invalid, Field: "Address" })
            return Problem.Conflict("Media.Maker_BadAddress", facts.Name);
        if (kept.Problem.Kind is not ProblemKind.Unavailable)
            return kept.Problem;
        return isLast ? Problem.Unavailable("Media.Maker_NotFetched", facts.Name) : default(Result<LongOutcome>);
    }

    /// <summary>The job goes on, and nobody here can see it any more.</summary>
    private async Task<Problem> LostSightAsync(MakingBill making, MakerFacts maker, MakerFault fault)
    {
        await bills.FailedAsync(making, fault with { MayCost = true });
        return MakingBills.Said(making, maker, fault);
    }

    /// <summary>Whether an ended job is charged, the makers do not say: it counts at its most.</summary>
    private async Task GiveUpAsync(IMadeByJob maker, MakingBill making, AiFault why)
    {
        var ended = await maker.CancelAsync(making.Job!, CancellationToken.None);
        log.LogInformation("Job {Job} of {Maker} is given up ({Why}); the maker has ended it: {Ended}", making.Job, maker.Facts.Maker, why, ended);
        await bills.FailedAsync(making, new MakerFault(why, MayCost: true));
    }
}
