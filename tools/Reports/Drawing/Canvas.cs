using System.Globalization;
using System.Xml.Linq;

namespace AxSpA.Cloud.Reports.Drawing;

/// <summary>Shapes on a drawing, in the order in which they are laid on one another. Units are CSS pixels; nothing in it refers to anything outside.</summary>
internal sealed class Canvas
{
    private const string Fonts = "Inter, 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif";
    private static readonly XNamespace Space = "http://www.w3.org/2000/svg";

    private readonly XElement _root;

    public Canvas(double width, double height, string title)
    {
        (Width, Height) = (width, height);
        _root = new XElement(
            Space + "svg",
            new XAttribute("viewBox", $"0 0 {Number(width)} {Number(height)}"),
            new XAttribute("width", Number(width)),
            new XAttribute("height", Number(height)),
            new XAttribute("role", "img"),
            new XAttribute("font-family", Fonts),
            new XAttribute("font-size", "12"),
            new XAttribute("fill", Palette.Ink),
            new XElement(Space + "title", title),
            new XElement(Space + "rect", new XAttribute("width", Number(width)), new XAttribute("height", Number(height)), new XAttribute("fill", "#ffffff")));
    }

    public double Width { get; }

    public double Height { get; }

    /// <summary>What was drawn so far.</summary>
    public XElement Drawing => new(_root);

    public void Line(double x1, double y1, double x2, double y2, string colour, double width = 1, string? dash = null)
        => Add("line", ("x1", Number(x1)), ("y1", Number(y1)), ("x2", Number(x2)), ("y2", Number(y2)), ("stroke", colour), ("stroke-width", Number(width)), ("stroke-dasharray", dash));

    public void Path(IEnumerable<(double X, double Y)> points, string colour, double width = 1.6, string? dash = null)
        => Add(
            "polyline",
            ("points", Points(points)),
            ("fill", "none"),
            ("stroke", colour),
            ("stroke-width", Number(width)),
            ("stroke-linejoin", "round"),
            ("stroke-dasharray", dash));

    public void Area(IEnumerable<(double X, double Y)> outline, string colour, double opacity)
        => Add("polygon", ("points", Points(outline)), ("fill", colour), ("fill-opacity", Number(opacity)));

    public void Rectangle(double x, double y, double width, double height, string fill, string? stroke = null, double opacity = 1, double corner = 0)
        => Add(
            "rect",
            ("x", Number(x)),
            ("y", Number(y)),
            ("width", Number(Math.Max(0, width))),
            ("height", Number(Math.Max(0, height))),
            ("fill", fill),
            ("fill-opacity", opacity < 1 ? Number(opacity) : null),
            ("stroke", stroke),
            ("rx", corner > 0 ? Number(corner) : null));

    public void Dot(double x, double y, double radius, string fill, string? stroke = null)
        => Add("circle", ("cx", Number(x)), ("cy", Number(y)), ("r", Number(radius)), ("fill", fill), ("stroke", stroke));

    /// <param name="anchor">start, middle or end.</param>
    public void Text(double x, double y, string text, string anchor = "start", string? colour = null, double? size = null, bool bold = false)
        => Add(
            "text",
            text,
            ("x", Number(x)),
            ("y", Number(y)),
            ("text-anchor", anchor == "start" ? null : anchor),
            ("fill", colour),
            ("font-size", size is { } given ? Number(given) : null),
            ("font-weight", bold ? "600" : null));

    /// <summary>Text that reads upwards, centred on its place.</summary>
    public void UprightText(double x, double y, string text, string colour)
        => Add("text", text, ("transform", $"translate({Number(x)} {Number(y)}) rotate(-90)"), ("text-anchor", "middle"), ("fill", colour));

    private static string Points(IEnumerable<(double X, double Y)> points) => string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"));

    private static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    private void Add(string name, params (string Name, string? Value)[] attributes) => Add(name, null, attributes);

    private void Add(string name, string? text, params (string Name, string? Value)[] attributes)
        => _root.Add(new XElement(
            Space + name, attributes.Where(attribute => attribute.Value is not null).Select(attribute => new XAttribute(attribute.Name, attribute.Value!)), text));
}
