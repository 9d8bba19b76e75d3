namespace AxSpA.Cloud.Cli.Remote;

/// <summary>One try of a call that is repeated with <see cref="Patience"/>.</summary>
/// <param name="failures">How often the call failed before.</param>
internal sealed class Attempt(Patience patience, int failures, TimeProvider time)
{
    /// <summary>A stream that broke off sooner was not well, however often it opens.</summary>
    private static readonly TimeSpan WellAfter = TimeSpan.FromMinutes(1);

    private bool _answered;
    private long? _opened;

    public int Failures => failures;

    /// <summary>Whether the server was there in this try: something came, or its stream has been open for a minute. What fails afterwards is a new failure.</summary>
    public bool WasWell => _answered || (_opened is { } since && time.GetElapsedTime(since) >= WellAfter);

    /// <summary>A stream has opened by which nothing may come for long.</summary>
    public void Opened() => _opened = time.GetTimestamp();

    /// <summary>Something came by a stream. A call that returns needs not say so.</summary>
    public void Answered()
    {
        _answered = true;
        patience.Answered();
    }
}
