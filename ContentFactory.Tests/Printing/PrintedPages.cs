using UglyToad.PdfPig;

namespace ContentFactory.Tests.Printing;

/// <summary>Opens a printed file with a reader that shares nothing with its writer.</summary>
internal sealed class PrintedPages : IDisposable
{
    private readonly PdfDocument file;

    public PrintedPages(byte[] bytes)
    {
        file = PdfDocument.Open(bytes);
        Pages = [.. file.GetPages().Select(p => p.Text)];
    }

    /// <summary>The text of each page in the order in which it was drawn.</summary>
    public IReadOnlyList<string> Pages { get; }

    public string All => string.Concat(Pages);

    public string? Title => file.Information.Title;

    public string? Author => file.Information.Author;

    /// <summary>Whether each letter stands upon its page.</summary>
    public bool StaysWithin => file.GetPages().All(p => p.Letters.All(l =>
        l.BoundingBox.Left >= 0 && l.BoundingBox.Right <= p.Width && l.BoundingBox.Bottom >= 0 && l.BoundingBox.Top <= p.Height));

    /// <summary>How often a text stands in the file.</summary>
    public int Count(string text) => All.Split(text).Length - 1;

    public void Dispose() => file.Dispose();
}
