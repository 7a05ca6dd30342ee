using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Ui;

/// <summary>The numbers of a chart as rows of a table, in one piece: drawn part by part they would be most of what an open page keeps.</summary>
internal static class ChartRows
{
    public static MarkupString Of(ChartTable table)
    {
        var html = new StringBuilder();
        for (var row = 0; row < table.Labels.Count; row++)
        {
            html.Append("<tr><th scope=\"row\">").Append(Encoded(table.Labels[row])).Append("</th>");
            foreach (var column in table.Columns)
                html.Append("<td class=\"number\">").Append(Encoded(column.Words.Of(column.Values[row]))).Append("</td>");
            html.Append("</tr>");
        }
        return new(html.ToString());
    }

    private static string Encoded(string text) => HtmlEncoder.Default.Encode(text);
}
