using ContentFactory.Domain.Printing;

namespace ContentFactory.Web.Publishing.Printing;

/// <summary>A publication in a day of a printed grid: time, network and state on its first line, its title below.</summary>
internal sealed class GridItem
{
    private const double BarWidth = 2;
    private const double Inset = 5;
    private const double Between = 4;

    private static readonly PrintStyle Clock = new(6.5, PrintColour.Ink, Strong: true);
    private static readonly PrintStyle Network = new(6.2, PrintColour.Soft);
    private static readonly PrintStyle Title = new(7, PrintColour.Ink);

    private readonly PrintedPublication printed;
    private readonly double width;
    private readonly PrintStyle state;
    private readonly IReadOnlyList<string> title;

    // a long name of a network leaves the first line no room for the state
    private readonly bool stateBelow;

    private GridItem(PrintedPublication printed, double width)
    {
        (this.printed, this.width, state) = (printed, width - Inset, new(5.8, printed.Tone));
        title = PrintText.Lines(printed.Title, Title, this.width);
        stateBelow = NetworkAt + Network.Width(printed.Network) + 1.5 + state.Width(printed.Status) > this.width;
    }

    private double NetworkAt => Clock.Width(printed.Time) + 2;

    public static GridItem Of(PrintedPublication printed, double width) => new(printed, width);

    /// <param name="lines">How many the title may take.</param>
    public double Height(int lines) => TextHeight(lines) + Between;

    public bool IsCut(int lines) => title.Count > lines;

    public void Write(PrintDocument pages, double x, double top, int lines)
    {
        pages.Fill(printed.Bar, x, top, BarWidth, TextHeight(lines));
        x += Inset;
        pages.Text(printed.Time, Clock, x, top);
        pages.Text(PrintText.Line(printed.Network, Network, width - NetworkAt), Network, x + NetworkAt, top + 0.3);
        if (!stateBelow)
            pages.TextTo(printed.Status, state, x + width, top + 0.7);
        top += Clock.Leading;
        foreach (var line in PrintText.Shortened(title, lines, Title, width))
        {
            pages.Text(line, Title, x, top);
            top += Title.Leading;
        }
        if (stateBelow)
            pages.Text(PrintText.Line(printed.Status, state, width), state, x, top);
    }

    private double TextHeight(int lines) => Clock.Leading + Math.Min(title.Count, lines) * Title.Leading + (stateBelow ? state.Leading : 0);
}
