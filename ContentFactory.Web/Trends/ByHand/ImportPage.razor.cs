using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Trends;
using ContentFactory.Domain.Trends.ByHand;
using Microsoft.AspNetCore.Components.Forms;

namespace ContentFactory.Web.Trends.ByHand;

public sealed record ImportData;

/// <summary>A file is looked at first; nothing is kept until a person says so.</summary>
public sealed partial class ImportPage(IdeaSheet sheet, IdeasByHand ideas)
{
    private const int Shown = 20;
    private static readonly string[] OwnFields = ["File"];
    private SourceKind kind = SourceKind.Manual;
    private byte[]? file;
    private SheetPreview? preview;
    private int? done;

    protected override Task<Result<ImportData>> ReadAsync(CancellationToken ct)
    {
        Actor.Demand(Permission.CurateTrends);
        return Task.FromResult<Result<ImportData>>(new ImportData());
    }

    private async Task ChooseAsync(InputFileChangeEventArgs chosen)
    {
        (file, preview, done) = (null, null, null);
        await DoAsync(async () =>
        {
            if (chosen.File.Size is 0 or > IdeaSheet.MostBytes)
                return Problem.Invalid("File", "Trends.SheetSize", IdeaSheet.MostBytes / 1000);
            using var bytes = new MemoryStream();
            await using var stream = chosen.File.OpenReadStream(IdeaSheet.MostBytes, Leaving);
            await stream.CopyToAsync(bytes, Leaving);
            file = bytes.ToArray();
            return await LookAsync();
        });
    }

    private async Task LookAgainAsync(SourceKind chosen)
    {
        kind = chosen;
        if (file is not null)
            await DoAsync(LookAsync);
    }

    private async Task<Result> LookAsync()
    {
        preview = null;
        var looked = await sheet.LookAsync(kind, file!, Leaving);
        if (looked.Ok)
            preview = looked.Value;
        return new Result(looked.Problem);
    }

    private Task ImportAsync() => DoAsync(async () =>
    {
        var added = await ideas.ImportAsync(kind, preview!.Ideas, T[kind is SourceKind.Tiktok ? "Kind_Tiktok" : "Hand_Source"], Leaving);
        if (!added.Ok)
            return added.Problem;
        (done, preview, file) = (added.Value, null, null);
        return Result.Done;
    });
}
