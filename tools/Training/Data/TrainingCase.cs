namespace AxSpA.Cloud.Training.Data;

/// <summary>A row of a training table: a radiograph, what is known about it, and whose it is.</summary>
/// <param name="Place">The table's file name and the line, for messages.</param>
/// <param name="Image">Path of the radiograph.</param>
/// <param name="LabelMap">Path of its label map; null where the table has none.</param>
/// <param name="LabelMapAsStored">The label map's first axis is the image column and its second the row, whatever its affine says.</param>
/// <param name="Subject">All radiographs of a subject fall on the same side of a split.</param>
/// <param name="Site">Where it was taken; null where unknown.</param>
/// <param name="Positive">Definite radiographic sacroiliitis; null where unknown.</param>
public sealed record TrainingCase(string Place, string Image, string? LabelMap, bool LabelMapAsStored, string Subject, string? Site, bool? Positive);
