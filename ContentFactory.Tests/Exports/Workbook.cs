using System.Text;
using ExcelDataReader;

namespace ContentFactory.Tests.Exports;

/// <summary>Opens a workbook with a reader that shares nothing with its writer.</summary>
internal static class Workbook
{
    // the reader prepares for workbooks of the nineties before it looks at the file
    static Workbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static IExcelDataReader Open(byte[] bytes) => ExcelReaderFactory.CreateReader(new MemoryStream(bytes));
}
