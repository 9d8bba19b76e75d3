using System.Diagnostics;
using AxSpA.Cloud.Tests.Embedded;
using AxSpA.Cloud.Tests.Ingestion;
using AxSpA.Cloud.Tests.Reference;
using OpenTelemetry.Trace;
using Shouldly;

namespace AxSpA.Cloud.Tests.Telemetry;

public class TraceTests
{
    /// <summary>One radiograph on both routes. The end is told by whichever fact came last, so it stands in <see cref="End"/>.</summary>
    private const string Radiograph =
        """
        POST /axspa.v1.Intake/SubmitRadiograph
          accept
            dispatch
              RadiographReceived send
                classification-classify-full-radiograph receive
                  classification-classify-full-radiograph process
                    RadiographClassified send
                      explanation-explain-classification receive
                        explanation-explain-classification process
                          ClassificationExplained send
                            ingestion-record-classification-explained receive
                              ingestion-record-classification-explained process
                          explain
                          store heat-map
                          store overlay
                      ingestion-record-radiograph-classified receive
                        ingestion-record-radiograph-classified process
                      longitudinal-risk-register-classification receive
                        longitudinal-risk-register-classification process
                          outbox
                            ClassificationRegistered send
                              ingestion-record-classification-registered receive
                                ingestion-record-classification-registered process
                    classify
                    enhance
                    store eigen-map
                    store plain-map
                longitudinal-risk-register-radiograph receive
                  longitudinal-risk-register-radiograph process
                segmentation-segment-radiograph receive
                  segmentation-segment-radiograph process
                    RadiographSegmented send
                      cropping-crop-sacroiliac-joints receive
                        cropping-crop-sacroiliac-joints process
                          SacroiliacJointsCropped send
                            classification-classify-sacroiliac-joints receive
                              classification-classify-sacroiliac-joints process
                                RadiographClassified send
                                  explanation-explain-classification receive
                                    explanation-explain-classification process
                                      ClassificationExplained send
                                        ingestion-record-classification-explained receive
                                          ingestion-record-classification-explained process
                                      explain
                                      store heat-map
                                      store overlay
                                  ingestion-record-radiograph-classified receive
                                    ingestion-record-radiograph-classified process
                                  longitudinal-risk-register-classification receive
                                    longitudinal-risk-register-classification process
                                      outbox
                                        ClassificationRegistered send
                                          ingestion-record-classification-registered receive
                                            ingestion-record-classification-registered process
                                classify
                                enhance
                                store eigen-map
                                store plain-map
                            ingestion-record-sacroiliac-joints-cropped receive
                              ingestion-record-sacroiliac-joints-cropped process
                          crop
                          store crop
                          store left-joint-mask
                          store right-joint-mask
                      ingestion-record-radiograph-segmented receive
                        ingestion-record-radiograph-segmented process
                    segment
                    store label-map
        """;

    private static readonly string[] End = ["outbox", "AnalysisEnded send"];

    [Fact]
    public async Task Radiograph_is_one_trace_from_its_callers_span_to_the_event_that_ends_it()
    {
        var (trace, caller) = (ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom());
        using var recorder = new SpanRecorder(trace);
        await using var intake = await GrpcIntake.StartAsync(services => services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor(recorder)));

        await intake.SubmitAsync(EmbeddedRun.Png(seed: 1), traceParent: $"00-{trace}-{caller}-01");
        var spans = await recorder.TakeAsync(Radiograph.Split('\n').Length + End.Length);

        var told = spans.SingleOrDefault(span => SpanTree.NameOf(span) == End[1]).ShouldNotBeNull(SpanTree.Below(spans, caller));
        var outbox = spans.Single(span => span.SpanId == told.ParentSpanId);
        SpanTree.NameOf(outbox).ShouldBe(End[0]);
        SpanTree.NameOf(spans.Single(span => span.SpanId == outbox.ParentSpanId)).ShouldMatch("^ingestion-record-.* process$");
        SpanTree.Below([.. spans.Except([told, outbox])], caller).ShouldBe(Radiograph);
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
