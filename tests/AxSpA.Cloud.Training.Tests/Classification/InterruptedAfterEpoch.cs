namespace AxSpA.Cloud.Training.Tests.Classification;

/// <summary>Stops a training as soon as it tells of a finished epoch.</summary>
internal sealed class InterruptedAfterEpoch : StringWriter
{
    private readonly CancellationTokenSource _stop = new();

    public CancellationToken Stop => _stop.Token;

    public override void WriteLine(string? value)
    {
        if (value?.Contains("validation ", StringComparison.Ordinal) == true)
            _stop.Cancel();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _stop.Dispose();
        base.Dispose(disposing);
    }
}
