using System.Numerics.Tensors;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Phantoms.Chance;
using AxSpA.Cloud.Phantoms.Looks;

namespace AxSpA.Cloud.Phantoms.Rendering;

/// <summary>From attenuation to grey: beam, scatter, blur, quanta, logarithm, and the processing a vendor adds.</summary>
internal sealed class Detector(SiteLook look, Exposure exposure, ulong noiseKey)
{
    private const float ScatterReachMm = 22;
    private const float DetailMm = 1.1f;
    private const float TrabecularShare = 0.1f;

    // Behind the collimator a little scatter arrives; 0 would have no logarithm.
    private const float Leak = 1e-4f;

    /// <summary>Grey of the look's depth, bright where little arrived.</summary>
    /// <param name="canvas">Attenuation of bone, gas and metal; overwritten.</param>
    /// <param name="soft">Attenuation of soft tissue.</param>
    /// <param name="typical">Its mean about the pelvis.</param>
    /// <param name="open">What the collimator leaves open.</param>
    /// <param name="textureAt">Row and column at which the trabecular tile begins.</param>
    public ushort[] Expose(Canvas canvas, CoarseGrid soft, float typical, PixelRectangle open, (int Row, int Column) textureAt)
    {
        var scattered = Transmit(canvas, soft, open, textureAt);
        scattered.Smooth((int)(ScatterReachMm / canvas.Spacing / CoarseGrid.Step));
        Blur.Gaussian(canvas, (float)(look.BlurMm / canvas.Spacing));
        // The exposure control keeps the dose behind the patient's middle, whatever the habitus.
        var quanta = (float)(look.Quanta * exposure.Dose * Math.Exp(0.7 * (typical - 3.6)));
        for (var row = 0; row < canvas.Rows; row++)
            Measure(canvas.Row(row), scattered, row, quanta);
        Sharpen(canvas);
        return Tone(canvas, typical, open);
    }

    /// <summary>Primary radiation, pixel by pixel, and its means on the coarse grid.</summary>
    private static CoarseGrid Transmit(Canvas canvas, CoarseGrid soft, PixelRectangle open, (int Row, int Column) textureAt)
    {
        var means = new CoarseGrid(canvas.Rows, canvas.Columns);
        var tissue = new float[canvas.Columns];
        for (var row = 0; row < canvas.Rows; row++)
        {
            var pixels = canvas.Row(row);
            soft.Read(row, tissue);
            var texture = Texture.Trabecular.Row(row + textureAt.Row);
            for (var column = 0; column < pixels.Length; column++)
                pixels[column] *= 1 + (TrabecularShare * texture[(column + textureAt.Column) & (Texture.Side - 1)]);
            TensorPrimitives.Add(pixels, tissue, pixels);
            TensorPrimitives.Negate(pixels, pixels);
            TensorPrimitives.Exp(pixels, pixels);
            Close(pixels, row, open);
            AddMeans(pixels, means, row);
        }

        CopyLast(means);
        return means;
    }

    private static void Close(Span<float> pixels, int row, PixelRectangle open)
    {
        if (row < open.Y || row >= open.Y + open.Height)
        {
            pixels.Fill(Leak);
            return;
        }

        pixels[..open.X].Fill(Leak);
        pixels[(open.X + open.Width)..].Fill(Leak);
    }

    private static void AddMeans(ReadOnlySpan<float> pixels, CoarseGrid means, int row)
    {
        // Every fourth row tells enough about what is smoothed over centimetres.
        if (row % 4 != 0)
            return;
        var line = means.Line(row / CoarseGrid.Step);
        for (var node = 0; node * CoarseGrid.Step < pixels.Length; node++)
        {
            var run = pixels.Slice(node * CoarseGrid.Step, Math.Min(CoarseGrid.Step, pixels.Length - (node * CoarseGrid.Step)));
            line[node] += Sum(run) / run.Length / 4;
        }
    }

    /// <summary>From left to right: a sum of vectors would depend on how long the processor's are, and with it every byte.</summary>
    private static float Sum(ReadOnlySpan<float> values)
    {
        var sum = 0f;
        foreach (var value in values)
            sum += value;
        return sum;
    }

    private static void CopyLast(CoarseGrid means)
    {
        for (var row = 0; row < means.Rows; row++)
            means.Line(row)[^1] = means.Line(row)[^2];
        means.Line(means.Rows - 2).CopyTo(means.Line(means.Rows - 1));
        means.Line(means.Rows - 3).CopyTo(means.Line(means.Rows - 2));
    }

    /// <summary>Counts quanta and takes the logarithm; slow gradients are partly taken out of it.</summary>
    private void Measure(Span<float> pixels, CoarseGrid scattered, int row, float quanta)
    {
        Span<float> around = new float[pixels.Length];
        Span<float> noise = new float[pixels.Length];
        scattered.Read(row, around);
        PixelNoise.Fill(noiseKey, row, noise);
        var (scatter, flattening) = ((float)look.Scatter, (float)look.Flattening);
        for (var column = 0; column < pixels.Length; column++)
        {
            var arrived = pixels[column] + (scatter * around[column]);
            pixels[column] = Math.Max(arrived + (MathF.Sqrt(arrived / quanta) * noise[column]), Leak);
        }

        TensorPrimitives.Log(pixels, pixels);
        TensorPrimitives.Max(around, Leak, around);
        TensorPrimitives.Log(around, around);
        for (var column = 0; column < pixels.Length; column++)
            pixels[column] = (flattening * around[column]) - pixels[column];
    }

    private void Sharpen(Canvas canvas)
    {
        if (look.Sharpening < 0.05)
            return;
        var blurred = new Canvas(canvas.Rows, canvas.Columns, canvas.Spacing);
        canvas.Values.CopyTo(blurred.Values, 0);
        Blur.Box(blurred, Math.Max((int)(DetailMm / canvas.Spacing), 1));
        var share = (float)look.Sharpening;
        TensorPrimitives.Subtract(canvas.Values, blurred.Values, blurred.Values);
        TensorPrimitives.MultiplyAdd(blurred.Values, share, canvas.Values, canvas.Values);
    }

    private ushort[] Tone(Canvas canvas, float typical, PixelRectangle open)
    {
        // What the mean bone adds, less what scatter and flattening take away.
        var middle = (float)((((1 - look.Flattening) * (typical - 0.05)) - Math.Log(1 + look.Scatter)) * look.Middle + exposure.WindowShift);
        var steepness = (float)(4.4 / look.Latitude);
        var most = (1 << look.BitsStored) - 1;
        var (black, span) = ((float)(look.Black * most), (float)((look.White - look.Black) * most));
        var grey = new ushort[canvas.Values.Length];
        for (var row = open.Y; row < open.Y + open.Height; row++)
        {
            var pixels = canvas.Row(row).Slice(open.X, open.Width);
            var target = grey.AsSpan((row * canvas.Columns) + open.X, open.Width);
            TensorPrimitives.Subtract(pixels, middle, pixels);
            TensorPrimitives.Multiply(pixels, steepness, pixels);
            TensorPrimitives.Sigmoid(pixels, pixels);
            for (var column = 0; column < pixels.Length; column++)
                target[column] = (ushort)(black + (span * pixels[column]) + 0.5f);
        }

        return grey;
    }
}
