using System.Security.Cryptography;

namespace AxSpA.Cloud.Inference;

/// <summary>A folder of models: one sub-folder a role, each with <c>card.json</c> and the weights it names.</summary>
public sealed class ModelStore
{
    private const int LargestCard = 1 << 20;

    private ModelStore(string folder, IReadOnlyList<StoredModel> models)
    {
        Folder = folder;
        Models = models;
    }

    public string Folder { get; }

    /// <summary>The models present, in the order of <see cref="ModelRoles.All"/>.</summary>
    public IReadOnlyList<StoredModel> Models { get; }

    public StoredModel? Segmenter => Find(ModelRole.Segmenter);

    public StoredModel? AnatomyAware => Find(ModelRole.AnatomyAware);

    public StoredModel? Standard => Find(ModelRole.Standard);

    /// <summary>Reads every card, checks every digest and shape, and that at least one route is complete.</summary>
    /// <remarks>The anatomy-aware route needs segmenter and anatomy-aware classifier; the standard route the standard classifier alone.</remarks>
    /// <exception cref="ModelRefusedException">A model is off, or no route is complete.</exception>
    public static ModelStore Open(string folder)
    {
        var models = new List<StoredModel>();
        foreach (var verification in Verify(folder))
            models.Add(verification.Model ?? throw verification.Refusal!);

        var store = new ModelStore(folder, models);
        if (store.AnatomyAware is not null && store.Segmenter is null)
            throw new ModelRefusedException("segmenter", $"a model in {Path.Combine(folder, "segmenter")}, which the anatomy-aware route needs", "none");
        if (store.AnatomyAware is null && store.Standard is null)
            throw new ModelRefusedException("models", $"a classifier (anatomy-aware or standard) in {folder}", Describe(models));
        return store;
    }

    /// <summary>Checks every model of a folder; one that is off does not hide the others.</summary>
    /// <exception cref="ModelRefusedException">There is no such folder.</exception>
    public static IReadOnlyList<ModelVerification> Verify(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!Directory.Exists(folder))
            throw new ModelRefusedException("models", "a folder of models", $"no folder {folder}");
        return [.. ModelRoles.All.Where(role => Directory.Exists(Path.Combine(folder, role.FolderName()))).Select(role => Verify(folder, role))];
    }

    private static ModelVerification Verify(string folder, ModelRole role)
    {
        try
        {
            return new ModelVerification(role, Read(Path.Combine(folder, role.FolderName()), role), null);
        }
        catch (ModelRefusedException refusal)
        {
            return new ModelVerification(role, null, refusal.For(role.FolderName()));
        }
    }

    private static StoredModel Read(string folder, ModelRole role)
    {
        var cardFile = new FileInfo(Path.Combine(folder, ModelCard.FileName));
        if (!cardFile.Exists)
            throw new ModelRefusedException(ModelCard.FileName, $"a card in {folder}", "none");
        if (cardFile.Length > LargestCard)
            throw new ModelRefusedException(ModelCard.FileName, $"at most {LargestCard} bytes", $"{cardFile.Length} bytes");
        var bytes = File.ReadAllBytes(cardFile.FullName);
        var card = ModelCard.Parse(bytes);
        if (card.Role != role)
            throw new ModelRefusedException("role", role.FolderName(), card.Role.FolderName());

        var model = new StoredModel(card, Convert.ToHexStringLower(SHA256.HashData(bytes)), Path.Combine(folder, card.Weights.File));
        CheckWeights(model);
        ModelSignature.Check(model);
        return model;
    }

    private static void CheckWeights(StoredModel model)
    {
        var weights = model.Card.Weights;
        var file = new FileInfo(model.WeightsPath);
        if (!file.Exists)
            throw new ModelRefusedException("weights.file", $"a file {weights.File} beside the card", "none");
        if (file.Length != weights.Bytes)
            throw new ModelRefusedException("weights.bytes", $"{weights.Bytes}", $"{file.Length}");
        using var stream = file.OpenRead();
        var digest = Convert.ToHexStringLower(SHA256.HashData(stream));
        if (digest != weights.Sha256)
            throw new ModelRefusedException("weights.sha256", weights.Sha256, digest);
    }

    private static string Describe(List<StoredModel> models)
        => models.Count == 0 ? "none" : string.Join(", ", models.Select(model => model.Card.Role.FolderName()));

    private StoredModel? Find(ModelRole role) => Models.FirstOrDefault(model => model.Card.Role == role);
}
