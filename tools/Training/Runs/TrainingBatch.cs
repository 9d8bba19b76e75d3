namespace AxSpA.Cloud.Training.Runs;

/// <summary>Part of a batch whose gradient is taken at once; the whole of it where memory allows.</summary>
/// <param name="Indices">Places, in the phase's training part, of all cases of the batch.</param>
/// <param name="From">First of this part.</param>
/// <param name="Count">Cases of this part.</param>
/// <param name="Seed">Run's seed.</param>
/// <param name="Phase">Number of the phase.</param>
/// <param name="Epoch">Number of the epoch, from 0.</param>
/// <param name="Step">Number of the step within the epoch, from 0.</param>
public sealed record TrainingBatch(IReadOnlyList<int> Indices, int From, int Count, int Seed, int Phase, int Epoch, int Step)
{
    private const long CasePurpose = 1;
    private const long BatchPurpose = 2;
    private const long PartPurpose = 3;

    /// <summary>Places of this part's cases.</summary>
    public IEnumerable<int> Part => Indices.Skip(From).Take(Count);

    /// <summary>Draws that belong to one case in this epoch, whatever batch it falls in.</summary>
    public Draw ForCase(int index) => Draw.At(Seed, CasePurpose, Phase, Epoch, index);

    /// <summary>A seed for TorchSharp that belongs to one case in this epoch.</summary>
    public long TorchSeedForCase(int index) => Draw.SeedAt(Seed, CasePurpose, Phase, Epoch, index, 1);

    /// <summary>Draws that the whole batch shares.</summary>
    public Draw ForBatch() => Draw.At(Seed, BatchPurpose, Phase, Epoch, Step);

    /// <summary>A seed for TorchSharp's own draws in this part, dropout say.</summary>
    public long TorchSeed => Draw.SeedAt(Seed, PartPurpose, Phase, Epoch, Step, From);
}
