using System.Xml;
using System.Xml.Linq;
using AxSpA.Cloud.Reports.Drawing;

namespace AxSpA.Cloud.Reports.Pages;

/// <summary>One page that needs nothing beside itself: style and drawings are in it.</summary>
internal static class Page
{
    private const string ResearchUseOnly = "Research use only: not a medical device, not for diagnosis.";

    public static string Of(string title, string subtitle, params object?[] content)
    {
        var page = new XElement(
            "html",
            new XAttribute("lang", "en"),
            new XElement(
                "head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("title", title),
                new XElement("style", Stylesheet.Text)),
            new XElement(
                "body",
                new XElement("header", new XElement("h1", title), Html.Class("p", "subtitle", subtitle), Html.Class("p", "research", ResearchUseOnly)),
                new XElement("main", content),
                new XElement("footer", ResearchUseOnly)));
        using var text = new StringWriter();
        text.Write("<!DOCTYPE html>\n");
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = false, NewLineHandling = NewLineHandling.None }))
            page.WriteTo(writer);
        text.Write('\n');
        return text.ToString();
    }

    /// <summary>Drawings side by side as far as the page is wide.</summary>
    public static XElement Figures(params IReadOnlyList<Figure> figures) => Html.Class(
        "div",
        "figures",
        figures.Select(figure => new XElement("figure", figure.Wide ? new XAttribute("class", "wide") : null, new XElement(figure.Svg), new XElement("figcaption", figure.Caption))));
}
