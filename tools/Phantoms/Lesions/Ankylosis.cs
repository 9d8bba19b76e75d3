using AxSpA.Cloud.Phantoms.Chance;

namespace AxSpA.Cloud.Phantoms.Lesions;

/// <summary>Bone that bridges the joint: first in places, in the end all along, and the line is gone.</summary>
internal sealed class Ankylosis
{
    private readonly float[] _bridge;

    private Ankylosis(float amount, float[] bridge) => (Amount, _bridge) = (amount, bridge);

    /// <summary>0 a joint, 1 one bone.</summary>
    public float Amount { get; }

    public static Ankylosis Of(RandomSource side, Severity severity)
    {
        var chance = side.For("ankylosis");
        var amount = severity.Amount([0, 0, 0, 0.2f, 1]);
        var resistance = LineNoise.Of(chance, 7);
        var bridge = new float[LineNoise.Samples];
        for (var sample = 0; sample < bridge.Length && amount > 0; sample++)
        {
            var ahead = (1.3f * amount) - Math.Clamp(0.5f + (0.28f * resistance[sample]), 0, 1);
            bridge[sample] = LineNoise.Smooth(0, 0.25f, ahead) * Math.Min(1, 0.5f + amount);
        }

        return new Ankylosis(amount, bridge);
    }

    /// <summary>The share of the joint line that is bridged.</summary>
    public float At(int sample) => _bridge[sample];
}
