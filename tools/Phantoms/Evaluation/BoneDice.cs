using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>Dice coefficients of a label map against the true one, 0..1: twice the pixels in common over the pixels of both.</summary>
public sealed record BoneDice(double Sacrum, double LeftIlium, double RightIlium)
{
    /// <summary>Compares two label maps of one size. A bone that is in neither counts as found, 1.</summary>
    /// <exception cref="ArgumentException">Different sizes.</exception>
    public static BoneDice Of(Plane<byte> found, Plane<byte> truth)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(truth);
        if ((found.Rows, found.Columns) != (truth.Rows, truth.Columns))
            throw new ArgumentException($"expected {truth.Rows} × {truth.Columns} labels, found {found.Rows} × {found.Columns}", nameof(found));
        Span<long> common = stackalloc long[byte.MaxValue + 1], all = stackalloc long[byte.MaxValue + 1];
        var mine = found.Values;
        var theirs = truth.Values;
        for (var index = 0; index < mine.Length; index++)
        {
            all[mine[index]]++;
            all[theirs[index]]++;
            if (mine[index] == theirs[index])
                common[mine[index]]++;
        }

        return new BoneDice(Of(BoneLabel.Sacrum, common, all), Of(BoneLabel.LeftIlium, common, all), Of(BoneLabel.RightIlium, common, all));
    }

    private static double Of(BoneLabel bone, ReadOnlySpan<long> common, ReadOnlySpan<long> all)
        => all[(int)bone] == 0 ? 1 : 2.0 * common[(int)bone] / all[(int)bone];
}
