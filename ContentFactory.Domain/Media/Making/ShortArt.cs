using ContentFactory.Domain.Media.Logos;

namespace ContentFactory.Domain.Media.Making;

/// <summary>The pictures of a short: a ground that moves, what stands still over it, and words that come and go.</summary>
internal sealed class ShortArt(MediaStory story, BrandColours brand, CardType type, int scenes, LogoPicture? logo = null)
{
    public const int Width = 1080;
    public const int Height = 1920;

    /// <summary>The ground is so much larger than the picture.</summary>
    public const int Spare = 120;

    private const double CaptionHeight = 760;
    private static readonly string[] Grounds = ["statement", "quote", "points", "fact"];

    /// <summary>Where captions lie in the picture.</summary>
    public const int CaptionTop = 700;

    public CardSheet Ground(Scene scene, int number)
    {
        var colours = ColoursOf(scene, number);
        var sheet = new CardSheet(Width + Spare, Height + Spare, colours);
        sheet.Box(0, 0, sheet.Width, sheet.Height, 0, colours.Ground);
        sheet.Decor(scene.Kind is SceneKind.Point ? Grounds[number % Grounds.Length] : "statement");
        return sheet;
    }

    public CardSheet Still(Scene scene, int number)
    {
        var sheet = new CardSheet(Width, Height, ColoursOf(scene, number));
        var frame = new CardFrame(sheet, CardSize.Story, type);
        Progress(sheet, number);
        if (scene.Kind is SceneKind.Close)
            return Closing(frame);
        frame.Head(frame.Type.Drawn(story.Company), logo);
        frame.Foot(frame.Type.Drawn(story.Handle ?? ""));
        if (scene.Number is { } item)
            sheet.Write(frame.Set(FormattableString.Invariant($"{item}"), type.Strong, 300, 150, 190, 60, 1, 1), frame.Left, 490, sheet.Colours.Accent);
        else
            sheet.Box(frame.Left, 640, 120, 14, 7, sheet.Colours.Accent);
        return sheet;
    }

    public CardSheet Words(Scene scene, Caption caption, int number)
    {
        var sheet = new CardSheet(Width, (int)CaptionHeight, ColoursOf(scene, number));
        var frame = new CardFrame(sheet, CardSize.Portrait, type);
        var top = scene.Kind is SceneKind.Close ? 260.0 : 20;
        var text = TextFit.Of(caption.Text, type.Strong, new(frame.Width, CaptionHeight - top - 40, scene.Kind switch { SceneKind.Hook => 140, SceneKind.Point => 110, SceneKind.Close => 96 }, 40, 1.14));
        sheet.Write(text, frame.Left, top, frame.Colours.Text);
        return sheet;
    }

    /// <summary>As stories show it: a bar for each scene.</summary>
    private void Progress(CardSheet sheet, int number)
    {
        var bar = (Width - 168 - (scenes - 1) * 12.0) / scenes;
        for (var n = 0; n < scenes; n++)
            sheet.Box(84 + n * (bar + 12), 190, bar, 8, 4, n <= number ? sheet.Colours.Accent : sheet.Colours.Text, n <= number ? 1 : 0.22);
    }

    private CardSheet Closing(CardFrame frame)
    {
        var (sheet, side) = (frame.Sheet, 200.0);
        frame.Mark(story.Company, logo, 360, side, 92, 30);
        var name = TextFit.Of(frame.Type.Drawn(story.Company), type.Strong, new(frame.Width, 150, 64, 36, MostLines: 2));
        sheet.Write(name, frame.Left, 360 + side + 64, sheet.Colours.Text);
        if (string.IsNullOrEmpty(story.Handle))
            return sheet;
        var handle = TextFit.Of(story.Handle, type.Plain, new(frame.Width - 96, 60, 44, 24, MostLines: 1));
        sheet.Box(frame.Left, 1480, handle.Width + 96, handle.Height + 64, (handle.Height + 64) / 2, sheet.Colours.Accent);
        sheet.Write(handle, frame.Left + 48, 1480 + 32, sheet.Colours.OnAccent, [sheet.Colours.Accent]);
        return sheet;
    }

    /// <summary>The company's colours open and close; between them light and dark take turns.</summary>
    private CardColours ColoursOf(Scene scene, int number) =>
        CardColours.Of(brand, scene.Kind is not SceneKind.Point ? CardScheme.Brand : number % 2 == 1 ? CardScheme.Light : CardScheme.Dark);
}
