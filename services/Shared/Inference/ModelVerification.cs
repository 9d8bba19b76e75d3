namespace AxSpA.Cloud.Inference;

/// <summary>What came of checking one model of a folder.</summary>
/// <param name="Role">The role, that is the sub-folder.</param>
/// <param name="Model">The model, or none where it was refused.</param>
/// <param name="Refusal">Why it was refused, or none.</param>
public sealed record ModelVerification(ModelRole Role, StoredModel? Model, ModelRefusedException? Refusal);
