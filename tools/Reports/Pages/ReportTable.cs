namespace AxSpA.Cloud.Reports.Pages;

/// <summary>A table as a page shows it; the first column names the rows, the others are numbers in words.</summary>
/// <param name="Rows">Cells of each row; a row of one cell is a heading over the width of the table.</param>
public sealed record ReportTable(string Caption, IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows);
