namespace AxSpA.Cloud.Training.Data;

/// <summary>One row of a training table as it is read.</summary>
internal sealed class TableRow
{
    private readonly IReadOnlyList<string> _cells;
    private readonly string _place;
    private readonly List<string> _problems;

    public TableRow(TableColumns columns, IReadOnlyList<string> cells, string folder, string place, DataNeeds needs, List<string> problems)
    {
        (_cells, _place, _problems) = (cells, place, problems);
        if (cells.Count == 1 && cells[0].Length == 0)
            return;
        if (cells.Count != columns.Count)
        {
            problems.Add($"{place}: expected {columns.Count} values, found {cells.Count}");
            return;
        }

        var before = problems.Count;
        var image = File(Cell(columns.Image), folder, "image");
        var labelMap = needs.HasFlag(DataNeeds.LabelMaps) ? File(Cell(columns.LabelMap), folder, "label_map") : null;
        var subject = Cell(columns.Subject);
        if (subject.Length == 0)
            problems.Add($"{place}, column subject: expected a name, found nothing");
        var positive = Class(Cell(columns.Class), needs.HasFlag(DataNeeds.Classes));
        var asStored = AsStored(Cell(columns.Orientation));
        if (problems.Count == before)
            Case = new TrainingCase(place, image!, labelMap, asStored, subject, Cell(columns.Site) is { Length: > 0 } site ? site : null, positive);
    }

    /// <summary>Null where the row is empty or wrong.</summary>
    public TrainingCase? Case { get; }

    private string Cell(int? column) => column is { } place ? _cells[place] : "";

    private string? File(string cell, string folder, string column)
    {
        if (cell.Length == 0)
        {
            _problems.Add($"{_place}, column {column}: expected a file, found nothing");
            return null;
        }

        var path = Path.GetFullPath(Path.Combine(folder, cell));
        if (!System.IO.File.Exists(path))
            _problems.Add($"{_place}, column {column}: expected a file, found none at {cell}");
        return path;
    }

    private bool? Class(string cell, bool needed)
    {
        if (cell is "0" or "1")
            return cell == "1";
        if (needed)
            _problems.Add($"{_place}, column class: expected 0 or 1, found {(cell.Length == 0 ? "nothing" : cell)}");
        return null;
    }

    private bool AsStored(string cell)
    {
        if (cell is not ("" or "affine" or "stored"))
            _problems.Add($"{_place}, column label_map_orientation: expected affine or stored, found {cell}");
        return cell == "stored";
    }
}
