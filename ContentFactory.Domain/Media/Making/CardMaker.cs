using ContentFactory.Domain.Media.Logos;
using ContentFactory.Domain.Media.Tools;

namespace ContentFactory.Domain.Media.Making;

/// <summary>How somebody wants a card.</summary>
/// <param name="Layout">Null takes what suits the text.</param>
/// <param name="Seed">Another one gives another of the layouts that suit.</param>
public sealed record CardChoice(CardLayout? Layout = null, CardSize Size = CardSize.Square, CardScheme Scheme = CardScheme.Brand, int Seed = 0);

/// <summary>Draws cards and other sheets as PNG, without network and without a key.</summary>
public sealed class CardMaker(ToolRunner tools, ToolShelf shelf, FontShelf fonts)
{
    public const string MadeBy = "card";

    /// <summary>A picture takes a moment; on a machine that does much else one of the many of a short may wait, and must not end it.</summary>
    private static readonly ToolLimits Limits = ToolLimits.Short with { Time = TimeSpan.FromMinutes(2) };

    /// <summary>What this machine lacks for pictures; null when nothing.</summary>
    public Problem? Missing => !shelf.Has(MediaTool.Rsvg) ? new Problem(ProblemKind.Unavailable, null, "Media.ToolMissing", MediaTool.Rsvg.Program, MediaTool.Rsvg.Package)
        : !fonts.HasType ? new Problem(ProblemKind.Unavailable, null, "Media.FontMissing", "fonts-inter") : null;

    /// <summary>The layouts that a story has words for, the best first.</summary>
    public IReadOnlyList<CardLayout> Fitting(MediaStory story) => fonts.Best is { } type ? CardContents.Fitting(StoryParts.Of(story, type)) : [CardLayout.Statement];

    /// <summary>Draws into a file of the folder.</summary>
    /// <param name="width">Smaller than the card for a preview.</param>
    /// <returns>The path of the picture.</returns>
    public async Task<Result<string>> MakeAsync(MediaStory story, CardChoice choice, BrandColours brand, LogoPicture? logo, string folder, int? width = null, CancellationToken ct = default)
    {
        if (Missing is { } missing)
            return missing;
        var type = fonts.Best!;
        var sheet = CardArt.Draw(CardContents.Of(story, type, choice.Layout, choice.Seed), choice.Size, CardColours.Of(brand, choice.Scheme), type, logo);
        return await RenderAsync(sheet, folder, "card", width, ct);
    }

    internal async Task<Result<string>> RenderAsync(CardSheet sheet, string folder, string name, int? width = null, CancellationToken ct = default)
    {
        var (drawing, part, picture) = ($"{name}.svg", $"{name}.part.png", Path.Combine(folder, $"{name}.png"));
        await File.WriteAllTextAsync(Path.Combine(folder, drawing), sheet.ToString(), ct);
        string[] size = width is { } wanted ? ["--width", FormattableString.Invariant($"{wanted}"), "--keep-aspect-ratio"] : [];
        var drawn = await tools.RunAsync(MediaTool.Rsvg, [.. size, "--format", "png", "--output", part, drawing], folder, Limits, ct);
        if (!drawn.Ok)
            return drawn.Problem;
        File.Move(Path.Combine(folder, part), picture, overwrite: true);
        return picture;
    }
}
