using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Phantoms;
using AxSpA.Cloud.Phantoms.Cohorts;
using AxSpA.Cloud.Phantoms.Evaluation;

namespace AxSpA.Cloud.Tests.Phantoms.Evaluation;

/// <summary>Cases small enough to be counted by hand.</summary>
internal static class MadeUpCases
{
    /// <summary>A plane from rows of digits.</summary>
    public static Plane<byte> Plane(params string[] rows) => new(rows.Length, rows[0].Length, [.. rows.SelectMany(row => row.Select(digit => (byte)(digit - '0')))]);

    public static PhantomMasks Masks(Plane<byte> left, Plane<byte> right, Plane<byte>? symphysis = null, Plane<byte>? leftHip = null)
    {
        var none = new Plane<byte>(left.Rows, left.Columns, new byte[left.Values.Length]);
        return new PhantomMasks(left, right, none, none, symphysis ?? none, leftHip ?? none, none);
    }

    public static PhantomCase Phantom(int left, int right, string site = "site-1", params ReaderGrades[] readers) => new()
    {
        File = $"{site}-{left}{right}.dcm",
        Site = site,
        Subject = $"{site}-{left}{right}",
        GradeLeft = left,
        GradeRight = right,
        Readers = readers,
    };

    /// <summary>A case that everything was measured of.</summary>
    public static MeasuredCase Measured(
        PhantomCase phantom, double probability, double standard, Attention? attention = null, double dice = 1, JointFinding left = JointFinding.Intersection, double areaRatio = 1.2, double mean = 0.5) => new(
            phantom,
            new BoneDice(dice, dice, dice),
            left,
            JointFinding.Intersection,
            new CropMeasure(new PixelRectangle(0, 0, 10, 10), 1, 1, areaRatio),
            new ModelReading(probability, probability > 0.5, attention),
            new ModelReading(standard, standard > 0.5, attention),
            new PictureFeatures(mean, 0.2, 100, 120, 0.2));
}
