namespace AxSpA.Cloud.Training.Data;

/// <summary>What a training needs to know of each radiograph.</summary>
[Flags]
public enum DataNeeds
{
    None = 0,

    LabelMaps = 1,

    /// <summary>Of both classes at least one radiograph.</summary>
    Classes = 2,
}
