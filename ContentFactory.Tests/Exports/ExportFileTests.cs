using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using ContentFactory.Web.Exports;

namespace ContentFactory.Tests.Exports;

/// <summary>The files as another program reads them.</summary>
public sealed class ExportFileTests
{
    private static readonly ExportFile File = new(
        "Posts: a/b", [("Name", ExportKind.Text, 40), ("Views", ExportKind.Number, 12), ("Changed", ExportKind.Moment, 20)], "Europe/Moscow", "Cut here");

    private static readonly ExportCell[] Row =
        [new(ExportKind.Text, Text: "=Чай; \"100%\", & <b>\u0001"), new(ExportKind.Number, Number: -12.5m), new(ExportKind.Moment, Moment: new DateTimeOffset(2026, 11, 20, 21, 30, 0, TimeSpan.Zero))];

    [Fact]
    public async Task A_workbook_keeps_numbers_and_moments_and_makes_formulas_text()
    {
        using var reader = Workbook.Open(await WriteAsync(ExportFormat.Xlsx, [Row]));

        Assert.Equal("Posts ab", reader.Name);
        Assert.True(reader.Read());
        Assert.Equal(["Name", "Views", "Changed (Europe/Moscow)"], [reader.GetString(0), reader.GetString(1), reader.GetString(2)]);
        Assert.True(reader.Read());
        Assert.Equal(("'=Чай; \"100%\", & <b>", -12.5, new DateTime(2026, 11, 21, 0, 30, 0)), (reader.GetString(0), reader.GetDouble(1), reader.GetDateTime(2)));
        Assert.Equal(40, reader.GetColumnWidth(0));
        Assert.False(reader.Read());
    }

    [Fact]
    public async Task A_workbook_without_values_still_opens()
    {
        using var reader = Workbook.Open(await WriteAsync(ExportFormat.Xlsx, [[new(ExportKind.Text), new(ExportKind.Number), new(ExportKind.Moment)]]));

        Assert.True(reader.Read() && reader.Read());
        Assert.Null(reader.GetValue(0));
    }

    [Theory]
    [InlineData("en", "Name,Views,Changed (Europe/Moscow)", ",-12.5,2026-11-21 00:30")]
    [InlineData("ru", "Name;Views;Changed (Europe/Moscow)", ";-12,5;2026-11-21 00:30")]
    public async Task Csv_opens_in_the_readers_excel(string language, string heading, string numbers)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);
        var bytes = await WriteAsync(ExportFormat.Csv, [Row]);

        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.Equal(heading, lines[0]);
        Assert.Equal("\"'=Чай; \"\"100%\"\", & <b>\u0001\"" + numbers, lines[1]);
        Assert.Equal(3, lines.Length);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task A_file_that_was_cut_says_so_in_its_last_line(string format)
    {
        var bytes = await WriteAsync(ExportFormat.Of(format)!, Enumerable.Repeat(Row, ListExport.MostRows + 1));

        Assert.Equal((ListExport.MostRows + 2, format == "csv" ? "Cut here,," : "Cut here"), format == "csv" ? LastOfCsv(bytes) : LastOfWorkbook(bytes));
    }

    private static (int, string) LastOfCsv(byte[] bytes)
    {
        var lines = Encoding.UTF8.GetString(bytes).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        return (lines.Length, lines[^1]);
    }

    private static (int, string) LastOfWorkbook(byte[] bytes)
    {
        using var reader = Workbook.Open(bytes);
        var (rows, last) = (0, "");
        for (; reader.Read(); rows++)
            last = reader.GetString(0);
        return (rows, last);
    }

    private static async Task<byte[]> WriteAsync(ExportFormat format, IEnumerable<ExportCell[]> rows)
    {
        using var stream = new MemoryStream();
        var pipe = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        await format.WriteAsync(File, rows.ToAsyncEnumerable(), pipe, CancellationToken.None);
        await pipe.CompleteAsync();
        return stream.ToArray();
    }
}
