using AxSpA.Cloud.Phantoms.Chance;

namespace AxSpA.Cloud.Phantoms.Lesions;

/// <summary>Little bites out of the joint's bony margins, most of them out of the ilium's lower two thirds.</summary>
internal sealed class Erosions
{
    private const int Candidates = 16;

    private readonly Bite[] _bites;

    private Erosions(float amount, Bite[] bites) => (Amount, _bites) = (amount, bites);

    /// <summary>0 none, about 1 a margin eaten all along.</summary>
    public float Amount { get; }

    public static Erosions Of(RandomSource side, Severity severity)
    {
        var chance = side.For("erosions");
        var amount = severity.Amount([0, 0.08f, 0.36f, 0.8f, 0.95f]) * (float)chance.Between(0.6, 1.35);
        var bites = new List<Bite>();
        for (var index = 0; index < Candidates; index++)
        {
            var (along, radius) = ((float)chance.Between(0.3, 0.97), (float)chance.Between(1.1, 3.1));
            var (sacral, order) = (chance.Happens(0.25), (index + (float)chance.Next()) / Candidates);
            var grown = Math.Clamp((amount - (0.9f * order)) / 0.2f, 0, 1);
            if (grown > 0)
                bites.Add(new Bite(along, radius * (0.5f + (0.5f * grown)), sacral, grown));
        }

        return new Erosions(amount, [.. bites]);
    }

    /// <summary>The share of bone that is gone, 0..1.</summary>
    /// <param name="alongMm">Millimetres along the joint, and <paramref name="length"/> of it.</param>
    /// <param name="length">The joint's length in millimetres.</param>
    /// <param name="offset">Millimetres lateral of the sacral margin.</param>
    /// <param name="width">The joint space's width there.</param>
    public float At(float alongMm, float length, float offset, float width)
    {
        var gone = 0f;
        foreach (var bite in _bites)
        {
            var across = bite.Sacral ? offset + (0.25f * bite.Radius) : offset - width - (0.25f * bite.Radius);
            var along = (alongMm - (bite.Along * length)) / 1.25f;
            var square = ((across * across) + (along * along)) / (bite.Radius * bite.Radius);
            if (square < 1)
                gone = Math.Max(gone, bite.Grown * Math.Min(1, 1.6f * (1 - square)));
        }

        return gone;
    }

    private readonly record struct Bite(float Along, float Radius, bool Sacral, float Grown);
}
