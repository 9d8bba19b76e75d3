using AxSpA.Cloud.Hosting.Messaging;

namespace AxSpA.Cloud.Hosting.Database;

/// <summary>
/// Writes in one transaction what comes up while another is under way, or within a moment: under load there are several pieces a radiograph, and a transaction
/// for each costs the database and this process more than anything else they do.
/// </summary>
/// <remarks>One that fails is told so alone: where a group fails although the servers are there, its pieces are written one by one.</remarks>
/// <typeparam name="TPiece">What is written.</typeparam>
/// <typeparam name="TResult">What a transaction came to.</typeparam>
public sealed class Gathering<TPiece, TResult>
{
    private readonly Func<IReadOnlyList<TPiece>, Task<TResult>> _write;
    private readonly TurnPacing _pacing;
    private readonly TimeSpan _company;
    private readonly Func<TPiece, bool> _hurries;
    private readonly Lock _gate = new();
    private Group _gathering = new();
    private bool _writing;

    /// <param name="write">One transaction with these pieces.</param>
    /// <param name="pacing">Of the database that it is on.</param>
    /// <param name="company">How long pieces wait for others. Of the machine's time, whatever time the database is told.</param>
    /// <param name="hurries">Whether a piece waits for nothing but, under load, its turn; it takes along what has gathered.</param>
    public Gathering(Func<IReadOnlyList<TPiece>, Task<TResult>> write, TurnPacing pacing, TimeSpan company, Func<TPiece, bool> hurries)
        => (_write, _pacing, _company, _hurries) = (write, pacing, company, hurries);

    /// <summary>Completes when the piece is durable.</summary>
    /// <returns>What the transaction came to in which it was written.</returns>
    public Task<TResult> WriteAsync(TPiece piece, CancellationToken cancellation)
    {
        var waiting = new Waiting(piece);
        lock (_gate)
        {
            _gathering.Add(waiting, _hurries(piece));
            if (!_writing)
            {
                _writing = true;
                // Pieces of many traces: none is the parent of what is done for all.
                using (ExecutionContext.SuppressFlow())
                    _ = Task.Run(WriteGroupsAsync, CancellationToken.None);
            }
        }

        return waiting.Task.WaitAsync(cancellation);
    }

    private async Task WriteGroupsAsync()
    {
        while (true)
        {
            await Task.WhenAny(_gathering.Hurried, Task.Delay(_company));
            var group = Close();
            await WriteAsync(group);
            await _pacing.AfterAsync(group.Count, CancellationToken.None);
            lock (_gate)
            {
                _writing = _gathering.Waiting.Count > 0;
                if (!_writing)
                    return;
            }
        }
    }

    private List<Waiting> Close()
    {
        lock (_gate)
        {
            var closed = _gathering;
            _gathering = new Group();
            return closed.Waiting;
        }
    }

    private async Task WriteAsync(List<Waiting> group)
    {
        try
        {
            var result = await _write([.. group.Select(waiting => waiting.Piece)]);
            foreach (var waiting in group)
                waiting.SetResult(result);
        }
        catch (Exception failure) when (group.Count == 1)
        {
            group[0].SetException(failure);
        }
        catch (Exception failure) when (InfrastructureFault.Is(failure))
        {
            // Each its own: who catches it marks it, while another reads what it is marked with.
            foreach (var waiting in group)
                waiting.SetException(new GroupNotWrittenException(group.Count, failure));
        }
        catch (Exception) when (group.Count > 1)
        {
            foreach (var waiting in group)
                await WriteAsync([waiting]);
        }
    }

    private sealed class Waiting(TPiece piece) : TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public TPiece Piece => piece;
    }

    private sealed class Group
    {
        private readonly TaskCompletionSource _hurry = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<Waiting> Waiting { get; } = [];

        /// <summary>Completes when a piece is among them that waits for nothing.</summary>
        public Task Hurried => _hurry.Task;

        public void Add(Waiting waiting, bool hurries)
        {
            Waiting.Add(waiting);
            if (hurries)
                _hurry.TrySetResult();
        }
    }
}
