namespace AxSpA.Cloud.Models;

/// <summary>A trained batch normalisation, which is a scale and a shift a channel.</summary>
internal sealed record BatchNormalisation(
    CheckpointTensor Weight, CheckpointTensor Bias, CheckpointTensor Mean, CheckpointTensor Variance, double Epsilon)
{
    /// <summary>Per channel γ/√(σ²+ε) and β - μ γ/√(σ²+ε), in double precision.</summary>
    public (double Scale, double Shift)[] Read()
    {
        var (weight, bias, mean, variance) = (Weight.ReadDoubles(), Bias.ReadDoubles(), Mean.ReadDoubles(), Variance.ReadDoubles());
        return [.. Enumerable.Range(0, weight.Length).Select(channel =>
        {
            var scale = weight[channel] / Math.Sqrt(variance[channel] + Epsilon);
            return (scale, bias[channel] - (mean[channel] * scale));
        })];
    }
}
