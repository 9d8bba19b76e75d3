using System.Collections.Concurrent;
using System.Text;

namespace AxSpA.Cloud.Servers.Tests.Chaos;

/// <summary>Standard output of a command: its lines, and who waits for so many of them.</summary>
internal sealed class AnswerLines : TextWriter
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly ConcurrentQueue<string> _lines = [];
    private readonly SemaphoreSlim _written = new(0);

    public override Encoding Encoding => Encoding.UTF8;

    public IReadOnlyCollection<string> Lines => _lines;

    public override void WriteLine(string? value)
    {
        _lines.Enqueue(value!);
        _written.Release();
    }

    /// <summary>Completes when that many lines were written.</summary>
    public async Task CountAsync(int lines)
    {
        for (var seen = 0; seen < lines; seen++)
        {
            if (!await _written.WaitAsync(Limit, TestContext.Current.CancellationToken))
                throw new TimeoutException($"expected {lines} answers, found {_lines.Count}");
        }
    }

    protected override void Dispose(bool disposing)
    {
        _written.Dispose();
        base.Dispose(disposing);
    }
}
