using System.Numerics.Tensors;
using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Inference;

/// <summary>Labels sacrum and ilia on the grid of the model's scheme.</summary>
/// <remarks>
/// Safe to call from several threads: calls run one after another, so that memory stays that of one window.
/// Windows are run one at a time and their logits averaged with equal weight (Dorfner et al., RMD Open 2024;10:e004628, as published:
/// nine windows of 512² over 768²).
/// </remarks>
public sealed class Segmenter : IDisposable
{
    private readonly NetworkSession _network;
    private readonly SegmentationScheme _scheme;
    private readonly Lock _turn = new();

    /// <exception cref="ModelRefusedException">Not a segmenter, or ONNX Runtime cannot run its graph.</exception>
    /// <exception cref="DeviceUnavailableException">The device asked for is missing.</exception>
    public Segmenter(StoredModel model, InferenceOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        if (model.Card.Role != ModelRole.Segmenter || model.Card.Scheme is null)
            throw new ModelRefusedException("role", "segmenter", model.Card.Role.FolderName(), model.Card.Name);
        Model = model;
        _scheme = model.Card.Scheme;
        _network = new NetworkSession(model, options, keepsMemory: true, GraphNames.Logits);
    }

    public StoredModel Model { get; }

    /// <summary>Rows and columns of the grid that <see cref="Segment"/> takes and gives.</summary>
    public int GridSide => _scheme.GridSide;

    /// <summary>The device that really runs the network: <c>cpu</c> or <c>cuda</c>.</summary>
    public string Device => _network.Device;

    /// <summary>Why the CPU runs it although another device was asked for; otherwise nothing.</summary>
    public string? DeviceFallback => _network.Fallback;

    /// <summary>Arithmetic of the network.</summary>
    public string Precision { get; } = "fp32";

    /// <summary>The most likely label of every pixel, before any clean-up.</summary>
    /// <param name="upright">Segmentation input, grid side × grid side, -1..1, upright with the patient's right at column 0.</param>
    /// <param name="cancellation">Asked before every window.</param>
    /// <returns>Labels 0 background, 1 sacrum, 2 left ilium, 3 right ilium on the same grid; the first label wins a tie.</returns>
    /// <exception cref="ArgumentException">Another size than the grid's.</exception>
    /// <exception cref="ArithmeticException">A logit is not finite: the device's failure, which is not to pass for a picture without bones.</exception>
    public Plane<byte> Segment(Plane<float> upright, CancellationToken cancellation = default)
        => LabelsOf(AverageLogits(upright, cancellation));

    /// <summary>Runs the network once on a fixed picture: the first real run is then as fast as the next.</summary>
    /// <exception cref="ModelRefusedException">An output is not finite.</exception>
    public void WarmUp()
    {
        lock (_turn)
        {
            FixedPicture.Fill(_network.Input);
            _network.Run();
            FixedPicture.RequireFinite(Model.Card, GraphNames.Logits, _network[GraphNames.Logits]);
        }
    }

    public void Dispose() => _network.Dispose();

    /// <summary>Averaged logits in the network's layout: label × column × row of the upright grid.</summary>
    internal float[] AverageLogits(Plane<float> upright, CancellationToken cancellation = default)
    {
        var turned = Turn(upright);
        var sums = new float[ModelSignature.Labels * turned.Values.Length];
        lock (_turn)
        {
            foreach (var column in _scheme.Origins)
            {
                foreach (var row in _scheme.Origins)
                {
                    cancellation.ThrowIfCancellationRequested();
                    RunWindow(turned, row, column);
                    AddWindow(sums, row, column);
                }
            }
        }

        DivideByVisits(sums);
        return sums;
    }

    /// <summary>Logits of one window in the network's layout: label × column × row.</summary>
    internal float[] WindowLogits(Plane<float> upright, int row, int column)
    {
        lock (_turn)
        {
            RunWindow(Turn(upright), row, column);
            return [.. _network[GraphNames.Logits]];
        }
    }

    /// <summary>The label with the largest logit at every pixel, turned back from the network's layout to upright.</summary>
    internal Plane<byte> LabelsOf(float[] logits)
    {
        if (!float.IsFinite(TensorPrimitives.SumOfMagnitudes<float>(logits)))
            throw new ArithmeticException($"expected finite logits of {Model.Card.Name} on {Device}, found one that is not");
        var side = _scheme.GridSide;
        var largest = logits.AsSpan(0, side * side).ToArray();
        var labels = new byte[side * side];
        for (var label = 1; label < ModelSignature.Labels; label++)
        {
            var values = logits.AsSpan(label * side * side, side * side);
            for (var index = 0; index < values.Length; index++)
            {
                if (values[index] > largest[index])
                    (largest[index], labels[index]) = (values[index], (byte)label);
            }
        }

        return Orientation.Transpose(new Plane<byte>(side, side, labels));
    }

    /// <summary>The network's first axis is the image column, as the published reader loads pictures.</summary>
    private Plane<float> Turn(Plane<float> upright)
    {
        ArgumentNullException.ThrowIfNull(upright);
        var side = _scheme.GridSide;
        if (upright.Rows != side || upright.Columns != side)
            throw new ArgumentException($"expected {side} x {side} values, found {upright.Rows} x {upright.Columns}", nameof(upright));
        return Orientation.Transpose(upright);
    }

    private void RunWindow(Plane<float> turned, int row, int column)
    {
        var window = _scheme.Window;
        for (var line = 0; line < window; line++)
            turned.Row(column + line).Slice(row, window).CopyTo(_network.Input.AsSpan(line * window, window));
        _network.Run();
    }

    private void AddWindow(float[] sums, int row, int column)
    {
        var window = _scheme.Window;
        var side = _scheme.GridSide;
        var logits = _network[GraphNames.Logits].AsSpan();
        for (var label = 0; label < ModelSignature.Labels; label++)
        {
            for (var j = 0; j < window; j++)
            {
                var target = sums.AsSpan((((label * side) + column + j) * side) + row, window);
                TensorPrimitives.Add(target, logits.Slice(((label * window) + j) * window, window), target);
            }
        }
    }

    private void DivideByVisits(float[] sums)
    {
        var side = _scheme.GridSide;
        var visits = new float[side];
        foreach (var origin in _scheme.Origins)
            TensorPrimitives.Add(visits.AsSpan(origin, _scheme.Window), 1f, visits.AsSpan(origin, _scheme.Window));
        var counts = new float[side];
        for (var line = 0; line < sums.Length / side; line++)
        {
            TensorPrimitives.Multiply(visits, visits[line % side], counts);
            var values = sums.AsSpan(line * side, side);
            TensorPrimitives.Divide(values, counts, values);
        }
    }
}
