namespace AxSpA.Cloud.Training.Data;

/// <summary>Which column of a training table is what. A cohort's <c>manifest.csv</c> says <c>file</c> and <c>truth</c> for <c>image</c> and <c>class</c>; further columns are left alone.</summary>
/// <param name="Count">Columns in all.</param>
/// <param name="Image">Place of the radiograph's path.</param>
/// <param name="LabelMap">Place of the label map's path.</param>
/// <param name="Orientation">Place of <c>label_map_orientation</c>.</param>
/// <param name="Subject">Place of the subject.</param>
/// <param name="Site">Place of the site.</param>
/// <param name="Class">Place of the class.</param>
internal sealed record TableColumns(int Count, int Image, int? LabelMap, int? Orientation, int Subject, int? Site, int? Class)
{
    private static readonly string[] PhantomColumns = ["file", "label_map", "visit_date", "grade_left", "grade_right", "readers_status"];

    /// <summary>Whether these are the columns of a phantom cohort's manifest.</summary>
    public static bool ArePhantoms(IReadOnlyList<string> names) => PhantomColumns.All(names.Contains);

    /// <summary>Null where the head is wrong; the problems say how.</summary>
    public static TableColumns? Of(IReadOnlyList<string> names, DataNeeds needs, string place, List<string> problems)
    {
        var before = problems.Count;
        if (names.Count == 1 && names[0].Contains(';', StringComparison.Ordinal))
            problems.Add($"{place}: expected columns separated by commas, found semicolons");
        foreach (var twice in names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Key.Length > 0 && group.Count() > 1))
            problems.Add($"{place}: expected each column once, found '{twice.Key}' {twice.Count()} times");
        var image = Place("image", "file");
        var labelMap = Place("label_map");
        var subject = Place("subject");
        var positive = Place("class", "truth");
        Require(image, "'image'");
        Require(subject, "'subject'");
        if (needs.HasFlag(DataNeeds.LabelMaps))
            Require(labelMap, "'label_map'");
        if (needs.HasFlag(DataNeeds.Classes))
            Require(positive, "'class' (0 or 1)");
        return problems.Count > before
            ? null
            : new TableColumns(names.Count, image!.Value, labelMap, Place("label_map_orientation"), subject!.Value, Place("site"), positive);

        int? Place(params string[] known)
        {
            var found = names.Select((name, index) => (name, index)).Where(column => known.Contains(column.name)).ToList();
            if (found.Count > 1 && found.Select(column => column.name).Distinct().Count() > 1)
                problems.Add($"{place}: expected either of the columns {string.Join(" and ", known)}, found both");
            return found.Count > 0 ? found[0].index : null;
        }

        void Require(int? column, string name)
        {
            if (column is null)
                problems.Add($"{place}: expected a column {name}, found {(names.Count == 0 ? "nothing" : string.Join(", ", names))}");
        }
    }
}
