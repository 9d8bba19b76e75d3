using Shouldly;

namespace AxSpA.Cloud.Tests.Reference;

/// <summary>The trace of one radiograph that completes on both routes, submitted over gRPC: the same in one process and in many.</summary>
internal static class RadiographTrace
{
    /// <summary>The end is told by whichever fact came last, so it stands in <see cref="End"/>.</summary>
    private const string Tree =
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

    /// <summary>Spans it consists of.</summary>
    public static int Spans => Tree.Split('\n').Length + End.Length;

    /// <param name="spans">All of one trace.</param>
    /// <param name="caller">Id of the caller's span.</param>
    public static void ShouldBeTheTraceBelow(this IReadOnlyList<RecordedSpan> spans, string caller)
    {
        var told = spans.SingleOrDefault(span => SpanTree.NameOf(span) == End[1]).ShouldNotBeNull(SpanTree.Below(spans, caller));
        var outbox = spans.Single(span => span.SpanId == told.ParentSpanId);
        SpanTree.NameOf(outbox).ShouldBe(End[0]);
        SpanTree.NameOf(spans.Single(span => span.SpanId == outbox.ParentSpanId)).ShouldMatch("^ingestion-record-.* process$");
        SpanTree.Below([.. spans.Except([told, outbox])], caller).ShouldBe(Tree);
    }
}
