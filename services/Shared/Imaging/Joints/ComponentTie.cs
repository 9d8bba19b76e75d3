namespace AxSpA.Cloud.Imaging;

/// <summary>Which of several equally large components is kept.</summary>
public enum ComponentTie
{
    /// <summary>The one met first when rows are read one after the other.</summary>
    FirstByRows,

    /// <summary>The one met last when columns are read one after the other.</summary>
    LastByColumns,
}
