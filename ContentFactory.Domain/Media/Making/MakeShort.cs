using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media.Logos;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Domain.Media.Making;

/// <summary>Makes a short and puts it into the library, its cover beside it.</summary>
public sealed class MakeShort(MakingFolders folders, MediaIntake intake, ShortMaker shorts, CompanyLogos logos, ILogger<MakeShort> log) : LongRun<ShortOrder>
{
    public const string Kind = "media.short";
    public const string MadeBy = "short";

    public override Task<Result<LongOutcome>> RunAsync(ShortOrder input, LongProgress progress, CancellationToken ct) =>
        folders.InAsync(input.Id, progress, folder => MakeAsync(input, folder, progress, ct));

    private async Task<Result<LongOutcome>> MakeAsync(ShortOrder order, string folder, LongProgress progress, CancellationToken ct)
    {
        var made = await shorts.MakeAsync(order, await logos.DrawAsync(order.LogoId, folder, ct), folder, progress, ct);
        if (!made.Ok)
            return made.Problem;
        // from here on nothing is cancelled: the film is made
        ct.ThrowIfCancellationRequested();
        var kept = await intake.AddMadeAsync(made.Value.File, order.FileName + ".mp4", order.CompanyId, MadeBy, order.Id, CancellationToken.None);
        if (!kept.Ok)
            return kept.Problem;
        var cover = await intake.AddMadeAsync(made.Value.Poster, order.FileName + ".jpg", order.CompanyId, MadeBy, order.CoverId, CancellationToken.None);
        if (!cover.Ok)
            log.LogWarning("The cover of short {Short} is not kept: {Problem}", order.Id, cover.Problem.TextKey);
        return new LongOutcome(new LongText("Media.ShortMade", (int)Math.Round(made.Value.Seconds)), $"{order.Link}?made={kept.Value}");
    }
}
