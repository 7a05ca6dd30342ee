using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media.Logos;

namespace ContentFactory.Domain.Media.Making;

/// <summary>Draws a card and puts it into the library.</summary>
public sealed class MakeCard(MakingFolders folders, MediaIntake intake, CardMaker cards, CompanyLogos logos) : LongRun<CardOrder>
{
    public const string Kind = "media.card";

    public override Task<Result<LongOutcome>> RunAsync(CardOrder input, LongProgress progress, CancellationToken ct) => folders.InAsync<Result<LongOutcome>>(input.Id, progress, async folder =>
    {
        progress.Report(0, 1, new LongText("Media.DrawingCard"));
        var drawn = await cards.MakeAsync(input.Story, input.Choice, input.Brand, await logos.DrawAsync(input.LogoId, folder, ct), folder, null, ct);
        if (!drawn.Ok)
            return drawn.Problem;
        var kept = await intake.AddMadeAsync(drawn.Value, input.FileName, input.CompanyId, CardMaker.MadeBy, input.Id, ct);
        if (!kept.Ok)
            return kept.Problem;
        progress.Report(1, 1);
        return new LongOutcome(new LongText("Media.CardMade"), $"{input.Link}?made={kept.Value}");
    });
}
