using System.Globalization;
using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>A picture of twelve cases: a row a site, a column a kind of disease. The first of each kind is taken, right or wrong.</summary>
public static class TwelveCases
{
    /// <summary>Small enough for a page that is read over a telephone.</summary>
    public const int MostBytes = 600 * 1024;

    private const int Rows = 3;

    /// <summary>Width over height of a cell.</summary>
    private const double Aspect = 1.5;

    private static readonly DiseaseSide[] Columns = [DiseaseSide.Bilateral, DiseaseSide.Left, DiseaseSide.Right, DiseaseSide.Negative];

    /// <summary>Reads the twelve again and draws them.</summary>
    /// <param name="cutoff">Of the anatomy-aware model, whose heat is shown.</param>
    /// <returns>A PNG of at most <see cref="MostBytes"/>.</returns>
    public static byte[] Draw(IReadOnlyList<CohortCase> cases, PhantomModels models, double cutoff, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(models);
        var cells = Choose(cases).AsParallel().AsOrdered().WithCancellation(cancellation).Select(one => Cell(one, models, cutoff, cancellation)).ToList();
        return ContactSheet.Draw(cells, Columns.Length, MostBytes);
    }

    /// <summary>By row, then column; where a site lacks a kind, another site's case or another kind stands in.</summary>
    internal static IReadOnlyList<CohortCase> Choose(IReadOnlyList<CohortCase> cases)
    {
        var sites = cases.Select(one => one.Case.Site).Distinct().Order(StringComparer.Ordinal).ToList();
        var left = cases.ToList();
        var chosen = new List<CohortCase>();
        for (var place = 0; place < Rows * Columns.Length && left.Count > 0; place++)
        {
            var (site, kind) = (sites[place / Columns.Length % sites.Count], Columns[place % Columns.Length]);
            var one = left.Find(other => other.Case.Site == site && other.Case.Side == kind) ?? left.Find(other => other.Case.Side == kind) ?? left[0];
            left.Remove(one);
            chosen.Add(one);
        }

        return chosen;
    }

    private static ContactSheetCell Cell(CohortCase one, PhantomModels models, double cutoff, CancellationToken cancellation)
    {
        var radiograph = one.Load().Radiograph;
        var reading = models.Read(radiograph, cancellation);
        var whole = new PixelRectangle(0, 0, radiograph.Columns, radiograph.Rows);
        var heat = reading.AnatomyAware?.Heat ?? new Plane<float>(radiograph.Rows, radiograph.Columns, new float[radiograph.Rows * radiograph.Columns]);
        var marks = reading.Joints is { } joints
            ? new OverlayMarks(joints.Left.Mask, joints.Right.Mask, reading.AnatomyAware?.Seen, joints.Left.Finding, joints.Right.Finding)
            : OverlayMarks.None;
        var region = reading.Crop is { } crop ? Around(crop, whole) : whole;
        return new ContactSheetCell(Overlay.Draw(radiograph, heat, marks), region, [Truth(one.Case), Answer(reading.AnatomyAware, cutoff)]);
    }

    private static string Truth(PhantomCase phantom)
        => $"{phantom.Site}: {(phantom.Truth ? "radiographic" : "not radiographic")}, R {phantom.GradeRight} L {phantom.GradeLeft}";

    private static string Answer(RouteReading? reading, double cutoff)
        => reading is null ? "no joint found" : string.Create(CultureInfo.InvariantCulture, $"{PhantomEvaluation.AnatomyAware} {reading.Probability:0.00}, {(reading.Probability > cutoff ? "positive" : "negative")}");

    /// <summary>The crop with a margin, in a cell's proportions, as far as the radiograph reaches.</summary>
    private static PixelRectangle Around(PixelRectangle crop, PixelRectangle whole)
    {
        const double margin = 1.25;
        var width = Math.Min(whole.Width, (int)(margin * Math.Max(crop.Width, crop.Height * Aspect)));
        var height = Math.Min(whole.Height, (int)(width / Aspect));
        var (x, y) = (crop.X + ((crop.Width - width) / 2), crop.Y + ((crop.Height - height) / 2));
        return new PixelRectangle(Math.Clamp(x, 0, whole.Width - width), Math.Clamp(y, 0, whole.Height - height), width, height);
    }
}
