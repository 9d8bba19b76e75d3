using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Tests.Reference;
using Azure;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace AxSpA.Cloud.Tests.Serving;

[Trait("Requirement", "SRV-02")]
public class FaultTests
{
    private const string Secret = "AccountKey=secret";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, StatusCode> Faults => new()
    {
        { nameof(RequestFailedException), StatusCode.Unavailable },
        { nameof(HttpRequestException), StatusCode.Unavailable },
        { nameof(TimeoutException), StatusCode.Unavailable },
        { nameof(IOException), StatusCode.Unavailable },
        { "wrapped", StatusCode.Unavailable },
        { "elsewhere cancelled", StatusCode.Unavailable },
        { "refused by the store", StatusCode.Internal },
        { nameof(InvalidOperationException), StatusCode.Internal },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Fault_becomes_a_status_and_its_text_stays_inside(string fault, StatusCode expected)
    {
        await using var system = await ServedSystem.StartAsync(blobs => new StandingBlobStore(blobs));
        var image = await system.StoreRadiographAsync();
        Store(system).BeforeReading = _ => Task.FromException(Of(fault));

        var answer = await Refused.FailureOf(system.Segmentation.SegmentAsync(OnDemandChain.Segment(system, image), cancellationToken: Cancellation));

        answer.StatusCode.ShouldBe(expected);
        answer.Status.Detail.ShouldNotContain("secret");
        answer.Status.Detail.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Deadline_that_passes_ends_the_work_before_its_next_step()
    {
        await using var system = await ServedSystem.StartAsync(blobs => new StandingBlobStore(blobs));
        var image = await system.StoreRadiographAsync();
        var stored = system.Blobs;
        var (reached, ended) = (false, new TaskCompletionSource<bool>());
        Store(system).BeforeReading = cancellation =>
        {
            Volatile.Write(ref reached, true);
            return UntilCancelledAsync(ended, cancellation);
        };

        // Twice as long where the deadline passes before the work is reached.
        for (var deadline = TimeSpan.FromSeconds(1); !Volatile.Read(ref reached); deadline *= 2)
        {
            var answer = await Refused.FailureOf(system.Segmentation.SegmentAsync(
                OnDemandChain.Segment(system, image), deadline: DateTime.UtcNow + deadline, cancellationToken: Patience.Token));
            answer.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        }

        (await ended.Task.WaitAsync(Patience.Token)).ShouldBeTrue();
        system.Blobs.ShouldBe(stored);

        Store(system).BeforeReading = null;
        (await system.Segmentation.SegmentAsync(OnDemandChain.Segment(system, image), cancellationToken: Cancellation)).SacrumPixels.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Caller_that_gives_up_ends_the_work_and_lets_the_next_in()
    {
        await using var system = await ServedSystem.StartAsync(blobs => new StandingBlobStore(blobs));
        var image = await system.StoreRadiographAsync();
        var stored = system.Blobs;
        var (reached, ended) = (new TaskCompletionSource(), new TaskCompletionSource<bool>());
        Store(system).BeforeCreating = cancellation =>
        {
            reached.TrySetResult();
            return UntilCancelledAsync(ended, cancellation);
        };
        using var givesUp = new CancellationTokenSource();
        var first = system.Segmentation.SegmentAsync(OnDemandChain.Segment(system, image), cancellationToken: givesUp.Token);
        await reached.Task.WaitAsync(Patience.Token);
        var inLine = await Refused.FailureOf(system.Segmentation.SegmentAsync(
            OnDemandChain.Segment(system, image), deadline: DateTime.UtcNow.AddSeconds(1), cancellationToken: Cancellation));

        await givesUp.CancelAsync();

        (await Refused.FailureOf(first)).StatusCode.ShouldBe(StatusCode.Cancelled);
        inLine.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        (await ended.Task.WaitAsync(Patience.Token)).ShouldBeTrue();
        system.Blobs.ShouldBe(stored);
        Store(system).BeforeCreating = null;
        (await system.Segmentation.SegmentAsync(OnDemandChain.Segment(system, image), cancellationToken: Cancellation)).SacrumPixels.ShouldBeGreaterThan(0);
    }

    private static StandingBlobStore Store(ServedSystem system) => (StandingBlobStore)system.Services.GetRequiredService<IBlobStore>();

    /// <summary>Waits for the call's own cancellation; tells that it came.</summary>
    private static async Task UntilCancelledAsync(TaskCompletionSource<bool> ended, CancellationToken cancellation)
    {
        await Task.Delay(Timeout.Infinite, cancellation).ContinueWith(_ => { }, TaskScheduler.Default);
        ended.TrySetResult(cancellation.IsCancellationRequested);
        cancellation.ThrowIfCancellationRequested();
    }

    private static Exception Of(string fault) => fault switch
    {
        nameof(RequestFailedException) => new RequestFailedException(503, Secret),
        nameof(HttpRequestException) => new HttpRequestException(Secret),
        nameof(TimeoutException) => new TimeoutException(Secret),
        nameof(IOException) => new IOException(Secret),
        "wrapped" => new InvalidOperationException(Secret, new RequestFailedException(Secret)),
        "elsewhere cancelled" => new OperationCanceledException(Secret),
        "refused by the store" => new RequestFailedException(403, Secret),
        _ => new InvalidOperationException(Secret),
    };
}
