using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using AxSpA.Cloud.Training.Data;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Runs;

/// <summary>Where a run stands after a whole epoch. Kept with weights and optimiser in one file, which is replaced in one rename.</summary>
/// <param name="Phase">Number of the phase in hand.</param>
/// <param name="EpochsDone">Whole epochs of it.</param>
/// <param name="BestScore">Best score so far; null before the first epoch.</param>
/// <param name="Epochs">All epochs so far.</param>
public sealed record RunState(int Phase, int EpochsDone, double? BestScore, IReadOnlyList<EpochRecord> Epochs)
{
    private const string Mark = "axspa-run-state-1";

    /// <summary>The epoch whose weights are kept, counted from 1 over all phases; null before the first.</summary>
    [JsonIgnore]
    public int? BestEpoch => Epochs.ToList().FindLastIndex(epoch => epoch.IsBest) is >= 0 and var index ? index + 1 : null;

    /// <summary>That epoch; null before the first.</summary>
    [JsonIgnore]
    public EpochRecord? Best => BestEpoch is { } number ? Epochs[number - 1] : null;

    public static RunState Start { get; } = new(0, 0, null, []);

    internal void Save(string path, nn.Module network, OptimizerHelper optimiser) => AtomicFile.Write(path, stream =>
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Mark);
        writer.Write(JsonSerializer.Serialize(this));
        network.save(writer);
        optimiser.save_state_dict(writer);
    });

    /// <summary>Where the run stands, without weights; the start where there is no state yet.</summary>
    internal static RunState Peek(string path)
    {
        if (!File.Exists(path))
            return Start;
        using var reader = new BinaryReader(File.OpenRead(path));
        return ReadHead(reader, path);
    }

    /// <summary>Puts the last epoch's weights into the network.</summary>
    internal static void LoadWeights(string path, nn.Module network)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        ReadHead(reader, path);
        network.load(reader);
    }

    /// <summary>Puts weights into the network, then, once that made it, state into the optimiser: a network that moves between devices gets other parameters.</summary>
    internal static OptimizerHelper Load(string path, nn.Module network, Func<OptimizerHelper> makeOptimiser)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        ReadHead(reader, path);
        network.load(reader);
        var optimiser = makeOptimiser();
        optimiser.load_state_dict(reader);
        return optimiser;
    }

    private static RunState ReadHead(BinaryReader reader, string path)
    {
        try
        {
            if (reader.ReadString() == Mark && JsonSerializer.Deserialize<RunState>(reader.ReadString()) is { } state)
                return state;
        }
        catch (Exception refusal) when (refusal is EndOfStreamException or JsonException or FormatException)
        {
            throw new TrainingRefusedException($"--out: expected the state of a run in {path}, found a damaged one: {refusal.Message}", refusal);
        }

        throw new TrainingRefusedException($"--out: expected the state of a run in {path}, found something else");
    }
}
