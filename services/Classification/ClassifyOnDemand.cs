using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Hosting.Access;
using AxSpA.Cloud.Hosting.Serving;
using AxSpA.Cloud.Imaging;
using Grpc.Core;
using ClassificationRoute = AxSpA.Cloud.Contracts.V1.ClassificationRoute;
using PixelRectangle = AxSpA.Cloud.Imaging.PixelRectangle;
using Wire = AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.Classification;

/// <summary>The stage for whoever waits for it (axspa.v1.Classification).</summary>
[RequiresRole(AccessRole.Stage)]
public sealed class ClassifyOnDemand(ClassificationModels models, ClassificationWork work, RequestedBlobs requested, OnDemandTurn turn)
    : Wire.Classification.ClassificationBase
{
    public override async Task<ClassifyResponse> Classify(ClassifyRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        var cancellation = context.CancellationToken;
        var task = TaskOf(request);
        task = await LoadedAsync(task, cancellation);

        var answer = await turn.TakeAsync(() => work.RunAsync(task, cancellation), cancellation);
        return new ClassifyResponse
        {
            Probability = answer.Probability,
            Cutoff = answer.Cutoff,
            Positive = answer.Positive,
            Confident = answer.Confident,
            Model = task.Planned.Classifier.ToMessage(),
            PlainMap = answer.PlainMap.ToMessage(),
            EigenMap = answer.EigenMap.ToMessage(),
            Geometry = answer.Geometry.ToMessage(),
            ExplainedClass = answer.ExplainedClass,
            EnhanceMilliseconds = answer.EnhanceMilliseconds,
            ClassifyMilliseconds = answer.ClassifyMilliseconds,
            Input = answer.Input.ToMessage(),
        };
    }

    /// <summary>The task as far as the request and the models held can say it; the standard route's rectangle is the radiograph's and not known yet.</summary>
    private ClassificationTask TaskOf(ClassifyRequest request)
    {
        // The numbers of both enumerations are the same on purpose.
        var route = (ClassificationRoute)(int)request.Route;
        var check = new RequestCheck();
        check.Require(Enum.IsDefined(route), "route", "expected anatomy-aware or standard, found nothing known");
        var picture = check.Blob("image", request.Image);
        var card = check.Digest("classifier_card_digest", request.ClassifierCardDigest);
        var image = picture;
        var source = default(PixelRectangle);
        if (route == ClassificationRoute.AnatomyAware)
        {
            image = check.Blob("radiograph", request.Radiograph);
            var rectangle = check.Rectangle("rectangle", request.Rectangle);
            source = new PixelRectangle(rectangle.X, rectangle.Y, rectangle.Width, rectangle.Height);
        }
        else
        {
            check.Require(request.Radiograph is null, "radiograph", "expected nothing on the standard route, found a blob");
            check.Require(request.Rectangle is null, "rectangle", "expected nothing on the standard route, found a rectangle");
        }

        check.Done();
        if (models.Held(route) is not { } held || held.Classifier.CardDigest != card)
            throw Refusals.ModelMissing("classifier_card_digest", card, models.Held(route)?.Classifier);
        return new ClassificationTask { Route = route, Planned = held, Image = image, Picture = picture, Source = source };
    }

    /// <summary>The task once its pictures have been seen to fit it.</summary>
    private async Task<ClassificationTask> LoadedAsync(ClassificationTask task, CancellationToken cancellation)
    {
        var picture = await requested.ReadAsync("image", task.Picture, task.Decode, cancellation);
        if (task.Route == ClassificationRoute.Standard)
            return task with { Source = new PixelRectangle(0, 0, picture.Columns, picture.Rows) };

        var radiograph = await requested.ReadAsync("radiograph", task.Image, bytes => CanonicalRadiograph.FromBytes(bytes), cancellation);
        var source = task.Source;
        var check = new RequestCheck();
        check.Require(
            (source.Width, source.Height) == (picture.Columns, picture.Rows),
            "rectangle",
            $"expected the crop's {picture.Columns} × {picture.Rows} pixels (width × height), found {source.Width} × {source.Height}");
        check.Require(
            (long)source.X + source.Width <= radiograph.Columns && (long)source.Y + source.Height <= radiograph.Rows,
            "rectangle",
            $"expected a rectangle inside {radiograph.Columns} × {radiograph.Rows} pixels (width × height), found one that ends at {(long)source.X + source.Width} × {(long)source.Y + source.Height}");
        check.Done();
        return task;
    }
}
