using AxSpA.Cloud.Contracts.V1;
using MassTransit;

namespace AxSpA.Cloud.Explanation;

/// <summary>Brings a classification back to its radiograph: heat map, shares of the joints, a picture for people.</summary>
public sealed class ExplainClassification(ExplanationWork work) : IConsumer<RadiographClassified>
{
    public async Task Consume(ConsumeContext<RadiographClassified> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var classified = context.Message;
        var task = new ExplanationTask(
            classified.Image,
            classified.PlainMap,
            classified.Geometry,
            classified.Joints is { } joints
                ? new ExplainedJoints(joints.Rectangle, joints.LeftJoint, joints.RightJoint, joints.LeftJointMask, joints.RightJointMask, joints.DilationPixels)
                : null,
            classified.ExplainedClass,
            classified.LateralityBasis == LateralityBasis.Assumed);
        var record = await work.RunAsync(task, context.CancellationToken);
        await context.Publish(
            new ClassificationExplained
            {
                AnalysisId = classified.AnalysisId,
                RadiographId = classified.RadiographId,
                Route = classified.Route,
                ExplainedClass = classified.ExplainedClass,
                HeatMap = record.Artifacts[ExplanationWork.HeatMap],
                Overlay = record.Artifacts[ExplanationWork.Overlay],
                Shares = record.Values!.Shares,
                Milliseconds = record.Milliseconds[ExplanationWork.Explain],
            },
            context.CancellationToken);
    }
}
