using System.Threading.Channels;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Messaging;
using Shouldly;

namespace AxSpA.Cloud.Tests.Hosting;

public class GatheringTests
{
    private readonly TaskCompletionSource _firstMayEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<bool> _begun = Channel.CreateUnbounded<bool>();
    private readonly List<int[]> _transactions = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_comes_up_during_a_transaction_is_written_in_the_next()
    {
        var gathering = Gathering(_ => null);
        var first = gathering.WriteAsync(0, Cancellation);
        await _begun.Reader.ReadAsync(Cancellation);

        var others = Enumerable.Range(1, 9).Select(piece => gathering.WriteAsync(piece, Cancellation)).ToList();
        others.ShouldAllBe(other => !other.IsCompleted);
        _firstMayEnd.SetResult();

        (await first).ShouldBe(1);
        (await Task.WhenAll(others)).ShouldAllBe(size => size == 9);
        _transactions.ShouldBe([[0], [1, 2, 3, 4, 5, 6, 7, 8, 9]]);
    }

    [Fact]
    public async Task Piece_that_fails_fails_alone()
    {
        var gathering = Gathering(pieces => pieces.Contains(5) ? new InvalidDataException("expected another, found 5") : null);
        var first = gathering.WriteAsync(0, Cancellation);
        await _begun.Reader.ReadAsync(Cancellation);
        var others = Enumerable.Range(4, 3).ToDictionary(piece => piece, piece => gathering.WriteAsync(piece, Cancellation));
        _firstMayEnd.SetResult();
        await first;

        (await others[4]).ShouldBe(1);
        (await others[6]).ShouldBe(1);
        (await Should.ThrowAsync<InvalidDataException>(() => others[5])).Message.ShouldBe("expected another, found 5");
        _transactions.ShouldBe([[0], [4, 5, 6], [4], [5], [6]]);
        (await gathering.WriteAsync(7, Cancellation)).ShouldBe(1, "it goes on");
    }

    [Fact]
    public async Task Where_the_server_is_away_all_are_told_so_at_once()
    {
        var gathering = Gathering(pieces => pieces.Contains(0) ? null : new TimeoutException());
        var first = gathering.WriteAsync(0, Cancellation);
        await _begun.Reader.ReadAsync(Cancellation);
        var others = Enumerable.Range(1, 3).Select(piece => gathering.WriteAsync(piece, Cancellation)).ToList();
        _firstMayEnd.SetResult();
        await first;

        var told = new List<Exception>();
        foreach (var other in others)
            told.Add(await Should.ThrowAsync<Exception>(() => other));
        told.ShouldBeUnique("one that many catch at once would be marked by one while another reads it");
        told.ShouldAllBe(failure => InfrastructureFault.Is(failure) && failure.InnerException is TimeoutException);
        told[0].Message.ShouldBe("expected 3 pieces to be written together, found System.TimeoutException");
        _transactions.ShouldBe([[0], [1, 2, 3]]);
    }

    [Fact]
    public async Task Who_stops_waiting_takes_nothing_back()
    {
        var gathering = Gathering(_ => null);
        var first = gathering.WriteAsync(0, Cancellation);
        await _begun.Reader.ReadAsync(Cancellation);
        using var given = new CancellationTokenSource();
        var second = gathering.WriteAsync(1, given.Token);

        await given.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => second);
        _firstMayEnd.SetResult();
        await first;

        await _begun.Reader.ReadAsync(Cancellation);
        _transactions.ShouldBe([[0], [1]]);
    }

    /// <summary>Its first transaction ends when it may; each returns how many pieces it had.</summary>
    private Gathering<int, int> Gathering(Func<IReadOnlyList<int>, Exception?> failureOf) => new(
        async pieces =>
        {
            // One after the other, and only looked at once they have ended.
            _transactions.Add([.. pieces]);
            _begun.Writer.TryWrite(true);
            if (pieces[0] == 0)
                await _firstMayEnd.Task;
            return failureOf(pieces) is { } failure ? throw failure : pieces.Count;
        },
        new TurnPacing(enabled: false, busy: 1, TimeProvider.System),
        company: TimeSpan.Zero,
        hurries: _ => true);
}
