using System.Collections.Concurrent;

namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>Visits' names, sites, readers and models, kept once however many subjects have them.</summary>
internal sealed class SharedTexts
{
    private readonly ConcurrentDictionary<string, string> _texts = new();
    private readonly ConcurrentDictionary<ModelVersion, ModelVersion> _models = new();

    public string Of(string text) => _texts.GetOrAdd(text, text);

    public ModelVersion Of(ModelVersion model) => _models.GetOrAdd(model, model);
}
