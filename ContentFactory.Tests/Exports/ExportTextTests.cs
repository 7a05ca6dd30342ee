using ContentFactory.Web.Exports;
using FsCheck;
using FsCheck.Fluent;

namespace ContentFactory.Tests.Exports;

public sealed class ExportTextTests
{
    private static readonly char[] Dangerous = ['=', '+', '-', '@', '\t', '\r', '\n'];

    [Theory]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("+7 495 000", "'+7 495 000")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("a=1", "a=1")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void What_could_run_is_made_text(string? text, string escaped) => Assert.Equal(escaped, ExportText.Escaped(text));

    [Fact]
    public void No_text_at_all_begins_a_formula() => Prop.ForAll(
        Arb.From(from first in Gen.Elements(Dangerous) from rest in ArbMap.Default.GeneratorFor<string>() from plain in Gen.Elements(true, false) select plain ? rest : first + rest),
        text => !(ExportText.Escaped(text) is { Length: > 0 } written && Dangerous.Contains(written[0]))
            && !(ExportText.ForSheet(text) is { Length: > 0 } sheet && Dangerous.Contains(sheet[0]))).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_text_fits_into_xml_and_a_cell() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        ExportText.ForSheet(text) is var written && written.Length <= ExportText.LongestCell && System.Xml.XmlConvert.VerifyXmlChars(written) == written).QuickCheckThrowOnFailure();

    [Fact]
    public void A_text_longer_than_a_cell_is_cut() => Assert.Equal(ExportText.LongestCell, ExportText.ForSheet(new string('x', 40_000)).Length);
}
