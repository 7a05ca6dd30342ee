using ContentFactory.Domain.Media.Logos;

namespace ContentFactory.Domain.Media.Making;

/// <summary>Draws cards: five layouts in the company's colours, each size set anew and never a cut of another.</summary>
internal static class CardArt
{
    private const double Display = 1.1;
    private const double Reading = 1.36;

    public static CardSheet Draw(CardContent card, CardSize size, CardColours colours, CardType type, LogoPicture? logo = null)
    {
        var (width, height) = size.Pixels();
        var sheet = new CardSheet(width, height, colours);
        var frame = new CardFrame(sheet, size, type);
        sheet.Box(0, 0, width, height, 0, colours.Ground);
        sheet.Decor(card.Layout.ToString().ToLowerInvariant());
        frame.Head(card.Company, logo);
        frame.Foot(card.Handle);
        Action<CardFrame, CardContent> body = card.Layout switch
        {
            CardLayout.Statement => Statement,
            CardLayout.Quote => Quote,
            CardLayout.Points => Points,
            CardLayout.Fact => Fact,
            CardLayout.Question => Question,
        };
        body(frame, card);
        return sheet;
    }

    private static void Statement(CardFrame frame, CardContent card)
    {
        var (unit, gap) = (frame.Unit, 58 * frame.Unit);
        var sub = card.Sub is null ? null : frame.Set(card.Sub, frame.Type.Plain, frame.Width * 0.94, frame.Height * 0.3, 40, 26, Reading, 4);
        var head = frame.Set(card.Headline, frame.Type.Strong, frame.Width, frame.Height - 60 * unit - (sub is null ? 0 : sub.Height + gap), frame.Size is CardSize.Story ? 128 : 116, 34, Display);
        var top = frame.Bottom - head.Height - (sub is null ? 0 : gap + sub.Height);
        frame.Sheet.Box(frame.Left, top - 54 * unit, 104 * unit, 12 * unit, 6 * unit, frame.Colours.Accent);
        var end = frame.Sheet.Write(head, frame.Left, top, frame.Colours.Text);
        if (sub is not null)
            frame.Sheet.Write(sub, frame.Left, end + gap, frame.Colours.Soft);
    }

    private static void Quote(CardFrame frame, CardContent card)
    {
        var (unit, mark) = (frame.Unit, 190 * frame.Unit);
        var by = card.Sub is null ? null : frame.Set("—\u00a0" + card.Sub, frame.Type.Plain, frame.Width, 60 * unit, 36, 24, Reading, 1);
        var room = frame.Height - mark - (by is null ? 0 : 64 * unit + by.Height);
        var said = frame.Set(card.Headline, frame.Type.Strong, frame.Width, room, 84, 28, 1.18);
        var top = frame.Top + mark + (room - said.Height) * 0.35;
        frame.Sheet.Sign(card.Language == "ru" ? "«" : "“", frame.Type.Strong, 300 * unit, frame.Left - 14 * unit, top + (card.Language == "ru" ? -44 : 70) * unit, frame.Colours.Accent);
        var end = frame.Sheet.Write(said, frame.Left, top, frame.Colours.Text);
        if (by is not null)
            frame.Sheet.Write(by, frame.Left, end + 64 * unit, frame.Colours.Soft);
    }

    private static void Points(CardFrame frame, CardContent card)
    {
        var wide = frame.Size is CardSize.Wide;
        var column = wide ? frame.Width * 0.4 : frame.Width;
        var head = frame.Set(card.Headline, frame.Type.Strong, column, wide ? frame.Height : frame.Height * 0.32, frame.Size is CardSize.Story ? 92 : 80, 30, Display);
        frame.Sheet.Write(head, frame.Left, frame.Top, frame.Colours.Text);
        var left = wide ? frame.Left + column + 56 * frame.Unit : frame.Left;
        var top = wide ? frame.Top - 10 * frame.Unit : frame.Top + head.Height + 64 * frame.Unit;
        Rows(frame, card.Points, left, top, frame.Left + frame.Width - left, frame.Bottom - top);
    }

    /// <summary>All rows in one size of letters, spread over the height.</summary>
    private static void Rows(CardFrame frame, IReadOnlyList<string> points, double left, double top, double width, double height)
    {
        var (unit, row) = (frame.Unit, Math.Min(height / points.Count, 240 * frame.Unit));
        var (ring, indent) = (28 * unit, 92 * unit);
        var most = points.Min(p => frame.Set(p, frame.Type.Plain, width - indent, row - 34 * unit, 46, 18, 1.28).Size) / unit;
        for (var n = 0; n < points.Count; n++)
        {
            var (at, text) = (top + n * row, frame.Set(points[n], frame.Type.Plain, width - indent, row - 34 * unit, most, Math.Min(most, 18), 1.28));
            frame.Sheet.Box(left, at, width, 2 * unit, 0, frame.Colours.Accent, 0.35);
            var middle = at + row / 2;
            frame.Sheet.Ring(left + ring, middle, ring, frame.Colours.Accent);
            var number = frame.Set(FormattableString.Invariant($"{n + 1}"), frame.Type.Strong, ring * 1.4, ring * 1.2, 28, 10, 1, 1);
            frame.Sheet.Write(number, left + ring - number.Width / 2, middle - number.Height / 2, frame.Colours.OnAccent, [frame.Colours.Accent]);
            frame.Sheet.Write(text, left + indent, middle - text.Height / 2, frame.Colours.Text);
        }
    }

    private static void Fact(CardFrame frame, CardContent card)
    {
        var wide = frame.Size is CardSize.Wide;
        var column = wide ? frame.Width * 0.46 : frame.Width;
        var figure = frame.Set(card.Figure!, frame.Type.Strong, column, frame.Height * (wide ? 0.8 : 0.36), 330, 40, Display, 1);
        var (left, width) = wide ? (frame.Left + column + 64 * frame.Unit, frame.Width - column - 64 * frame.Unit) : (frame.Left, frame.Width);
        var room = wide ? frame.Height : frame.Height - figure.Height - 70 * frame.Unit;
        var sub = card.Sub is null ? null : frame.Set(card.Sub, frame.Type.Plain, width, room * 0.42, 38, 24, Reading, 5);
        var gap = sub is null ? 0 : 54 * frame.Unit;
        var head = frame.Set(card.Headline, frame.Type.Strong, width, room - gap - (sub?.Height ?? 0), 76, 28, Display);
        var block = head.Height + gap + (sub?.Height ?? 0);
        var whole = wide ? block : figure.Height + 70 * frame.Unit + block;
        var top = frame.Top + (frame.Height - whole) / 2;
        frame.Sheet.Write(figure, frame.Left, wide ? frame.Top + (frame.Height - figure.Height) / 2 : top, frame.Colours.Accent);
        var end = frame.Sheet.Write(head, left, wide ? top : top + figure.Height + 70 * frame.Unit, frame.Colours.Text);
        if (sub is not null)
            frame.Sheet.Write(sub, left, end + gap, frame.Colours.Soft);
    }

    private static void Question(CardFrame frame, CardContent card)
    {
        var unit = frame.Unit;
        var mark = Math.Min(frame.Sheet.Height, 1250 * unit) * 0.92;
        frame.Sheet.Sign("?", frame.Type.Strong, mark, frame.Sheet.Width - mark * 0.52, frame.Top + mark * 0.7, frame.Colours.Lift);
        var answer = frame.Set(CardTexts.AnswerIsInPost(card.Language), frame.Type.Plain, frame.Width - 80 * unit, 40 * unit, 32, 20, 1, 1);
        var pill = answer.Height + 46 * unit;
        var room = frame.Height - pill - 56 * unit;
        var head = frame.Set(card.Headline, frame.Type.Strong, frame.Width, room, frame.Size is CardSize.Story ? 136 : 124, 34, Display);
        var top = frame.Top + (room - head.Height) * (frame.Size is CardSize.Wide ? 0.5 : 0.62);
        var end = frame.Sheet.Write(head, frame.Left, top, frame.Colours.Text) + 56 * unit;
        frame.Sheet.Box(frame.Left, end, answer.Width + 72 * unit, pill, pill / 2, frame.Colours.Accent);
        frame.Sheet.Write(answer, frame.Left + 36 * unit, end + (pill - answer.Height) / 2, frame.Colours.OnAccent, [frame.Colours.Accent]);
    }
}
