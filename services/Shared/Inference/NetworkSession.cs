using Microsoft.ML.OnnxRuntime;

namespace AxSpA.Cloud.Inference;

/// <summary>One ONNX Runtime session whose input and outputs live in fixed buffers, so that a run allocates nothing.</summary>
/// <remarks>Not safe for concurrent runs: its owner serialises them.</remarks>
internal sealed class NetworkSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly string[] _inputNames = [GraphNames.Image];
    private readonly string[] _outputNames;
    private readonly OrtValue[] _inputs;
    private readonly OrtValue[] _outputs;
    private readonly Dictionary<string, float[]> _results = [];

    /// <param name="keepsMemory">
    /// Whether the memory of intermediate values is kept for the next run: right for windows that follow each other, not for one picture a radiograph.
    /// </param>
    public NetworkSession(StoredModel model, InferenceOptions options, bool keepsMemory, params string[] outputNames)
    {
        options.Validate();
        _outputNames = outputNames;
        using var sessionOptions = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            IntraOpNumThreads = options.Threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            // A pattern plans all intermediate values into one block: no faster here, and a third more memory at the peak.
            EnableMemoryPattern = false,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        sessionOptions.AddSessionConfigEntry("session.intra_op.allow_spinning", options.Spinning ? "1" : "0");
        (Device, Fallback) = DeviceSelection.Apply(sessionOptions, options);
        _session = Open(model, sessionOptions);
        if (!keepsMemory && Device == "cpu")
            _run.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");

        Input = new float[model.Card.Input.Rows * model.Card.Input.Columns];
        _inputs = [Bind(Input, [1, 1, model.Card.Input.Rows, model.Card.Input.Columns])];
        _outputs = [.. outputNames.Select(BindOutput)];
    }

    /// <summary>The device that really runs the network: <c>cpu</c> or <c>cuda</c>.</summary>
    public string Device { get; }

    /// <summary>Why the CPU runs it although another device was asked for; otherwise nothing.</summary>
    public string? Fallback { get; }

    /// <summary>To be filled before a run, row after row.</summary>
    public float[] Input { get; }

    /// <summary>An output's values after a run, overwritten by the next.</summary>
    public float[] this[string output] => _results[output];

    public int[] ShapeOf(string output) => _session.OutputMetadata[output].Dimensions;

    public void Run() => _session.Run(_run, _inputNames, _inputs, _outputNames, _outputs);

    public void Dispose()
    {
        foreach (var value in _inputs.Concat(_outputs))
            value.Dispose();
        _run.Dispose();
        _session.Dispose();
    }

    private static InferenceSession Open(StoredModel model, SessionOptions options)
    {
        InferenceSession? session = null;
        try
        {
            session = new InferenceSession(model.WeightsPath, options);
            ModelSignature.Check(model.Card, session);
            return session;
        }
        catch (ModelRefusedException)
        {
            session?.Dispose();
            throw;
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ModelRefusedException(model.Card.Weights.File, "an ONNX graph that ONNX Runtime runs", exception.Message, model.Card.Name);
        }
    }

    private static OrtValue Bind(float[] buffer, int[] shape)
        => OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, buffer.AsMemory(), [.. shape.Select(side => (long)side)]);

    private OrtValue BindOutput(string name)
    {
        var shape = ShapeOf(name);
        var buffer = new float[shape.Aggregate(1, (product, side) => product * side)];
        _results.Add(name, buffer);
        return Bind(buffer, shape);
    }
}
