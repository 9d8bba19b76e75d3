namespace AxSpA.Cloud.Inference;

/// <summary>Runs a stored model once on <see cref="FixedPicture"/>.</summary>
public static class ModelTrial
{
    /// <summary>The model's outputs on the CPU, by name, last axis fastest.</summary>
    /// <exception cref="ModelRefusedException">ONNX Runtime cannot run the graph, or a value is not finite.</exception>
    public static IReadOnlyDictionary<string, float[]> Run(StoredModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        string[] outputs = model.Card.Role == ModelRole.Segmenter
            ? [GraphNames.Logits]
            : [GraphNames.Logits, GraphNames.Features, GraphNames.ChannelWeights];
        using var network = new NetworkSession(model, new InferenceOptions(), keepsMemory: false, outputs);
        FixedPicture.Fill(network.Input);
        network.Run();
        foreach (var output in outputs)
            FixedPicture.RequireFinite(model.Card, output, network[output]);
        return outputs.ToDictionary(output => output, output => network[output]);
    }
}
