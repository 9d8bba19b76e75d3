using System.Xml.Linq;

namespace AxSpA.Cloud.Reports.Drawing;

/// <summary>A drawing with its name and what it shows in words.</summary>
/// <param name="Name">Of its file, without the ending.</param>
/// <param name="Caption">What is drawn, and how it was made.</param>
/// <param name="Svg">Root element; it refers to nothing outside.</param>
/// <param name="Wide">Takes the whole width of a page.</param>
public sealed record Figure(string Name, string Caption, XElement Svg, bool Wide = false)
{
    /// <summary>As a file of its own.</summary>
    public string ToFile() => $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{Svg.ToString(SaveOptions.None)}\n";
}
