namespace AxSpA.Cloud.Inference;

/// <summary>The names of the roles as they stand in a model card and on disk.</summary>
public static class ModelRoles
{
    /// <summary>Every role, in the order in which they are listed.</summary>
    public static IReadOnlyList<ModelRole> All { get; } = [ModelRole.Segmenter, ModelRole.AnatomyAware, ModelRole.Standard];

    /// <summary><c>segmenter</c>, <c>anatomy-aware</c> or <c>standard</c>.</summary>
    public static string FolderName(this ModelRole role) => role switch
    {
        ModelRole.Segmenter => "segmenter",
        ModelRole.AnatomyAware => "anatomy-aware",
        ModelRole.Standard => "standard",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "no such role"),
    };
}
