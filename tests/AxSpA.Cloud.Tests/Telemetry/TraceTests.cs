using System.Diagnostics;
using AxSpA.Cloud.Tests.Embedded;
using AxSpA.Cloud.Tests.Ingestion;
using AxSpA.Cloud.Tests.Reference;
using OpenTelemetry.Trace;
using Shouldly;

namespace AxSpA.Cloud.Tests.Telemetry;

[Trait("Requirement", "OBS-01")]
public class TraceTests
{
    [Fact]
    public async Task Radiograph_is_one_trace_from_its_callers_span_to_the_event_that_ends_it()
    {
        var (trace, caller) = (ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom());
        using var recorder = new SpanRecorder(trace);
        await using var intake = await GrpcIntake.StartAsync(services => services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor(recorder)));

        await intake.SubmitAsync(EmbeddedRun.Png(seed: 1), traceParent: $"00-{trace}-{caller}-01");

        (await recorder.TakeAsync(RadiographTrace.Spans)).ShouldBeTheTraceBelow($"{caller}");
    }

    [Fact]
    public async Task Analysis_that_is_driven_again_stays_in_the_trace_of_its_acceptance()
    {
        using var folder = new TemporaryFolder();
        await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false);
        using (var caller = new Activity("caller").Start())
        {
            await harness.AcceptAsync(1);
            harness.Time.Advance(TimeSpan.FromMinutes(1));

            var first = (await harness.Dispatching.NextAsync(TestContext.Current.CancellationToken)).Send.Single();
            Activity.Current = null;
            harness.Time.Advance(TimeSpan.FromHours(1));
            var again = (await harness.Dispatching.NextAsync(TestContext.Current.CancellationToken)).Send.Single();

            (first.Attempt, first.TraceParent).ShouldBe((1, caller.Id));
            (again.Attempt, again.TraceParent).ShouldBe((2, caller.Id));
        }
    }
}
