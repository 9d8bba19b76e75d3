using System.Xml.Linq;

namespace AxSpA.Cloud.Reports.Pages;

/// <summary>Elements of a page. What is made of them is a page to a browser and well-formed XML as well.</summary>
internal static class Html
{
    /// <summary>Tables up to this many rows stay on one sheet of paper.</summary>
    private const int ShortTable = 16;

    public static XElement Of(string name, params object?[] content) => new(name, content);

    public static XElement Paragraph(params object?[] content) => new("p", content);

    public static XElement Class(string name, string style, params object?[] content) => new(name, new XAttribute("class", style), content);

    /// <summary>A table; the first column names the rows, the others are numbers.</summary>
    /// <param name="caption">Above it.</param>
    /// <param name="heads">Of the columns.</param>
    /// <param name="rows">Cells of each row; a row of one cell is a heading over the width of the table.</param>
    public static XElement Table(string caption, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        var body = rows.Select(row => Row(row, heads.Count)).ToList();
        return Class(
            "div",
            body.Count <= ShortTable ? "table short" : "table",
            new XElement(
                "table",
                new XElement("caption", caption),
                new XElement("thead", new XElement("tr", heads.Select(head => new XElement("th", new XAttribute("scope", "col"), head)))),
                new XElement("tbody", body)));
    }

    private static XElement Row(IReadOnlyList<string> row, int width) => row.Count == 1
        ? Class("tr", "group", new XElement("th", new XAttribute("colspan", width), new XAttribute("scope", "rowgroup"), row[0]))
        : new XElement("tr", new XElement("th", new XAttribute("scope", "row"), row[0]), row.Skip(1).Select(cell => new XElement("td", cell)));
}
