using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Serving;
using Wire = AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.Explanation;

/// <summary>From a request to the stage's task, as far as the request alone can be judged.</summary>
internal static class ExplainRequests
{
    /// <summary>Far larger than any network's input; maps are enlarged to it.</summary>
    private const int LargestInputSide = 4096;

    private const int LargestSide = 1 << 16;

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT with every field that is wrong.</exception>
    public static ExplanationTask TaskOf(Wire.ExplainRequest request)
    {
        var check = new RequestCheck();
        var task = new ExplanationTask(
            check.Blob("image", request.Image),
            check.Blob("activation_map", request.ActivationMap),
            GeometryOf(request.Geometry, check),
            JointsOf(request, check),
            ClassOf(request.ExplainedClass, check),
            request.LateralityBasis == Wire.LateralityBasis.Assumed);
        check.Require(Enum.IsDefined(request.LateralityBasis), "laterality_basis", "expected header, assumed or none, found another number");
        check.Done();
        return task;
    }

    private static string? ClassOf(string name, RequestCheck check)
    {
        if (name.Length == 0)
            return null;
        check.Require(ClassNames.Each.Contains(name), "explained_class", $"expected {string.Join(" or ", ClassNames.Each)}, found other text");
        return name;
    }

    private static InputGeometry GeometryOf(Wire.InputGeometry? geometry, RequestCheck check)
    {
        check.Require(geometry is not null, "geometry", "expected the classification's geometry, found none");
        if (geometry is null)
            geometry = new() { Source = new() { Width = 1, Height = 1 }, ResizedRows = 1, ResizedColumns = 1, InputRows = 1, InputColumns = 1 };
        return new InputGeometry
        {
            Source = check.Rectangle("geometry.source", geometry.Source),
            ResizedRows = check.Within("geometry.resized_rows", geometry.ResizedRows, 1, LargestSide),
            ResizedColumns = check.Within("geometry.resized_columns", geometry.ResizedColumns, 1, LargestSide),
            TopOffset = check.Within("geometry.top_offset", geometry.TopOffset, -LargestSide, LargestSide),
            LeftOffset = check.Within("geometry.left_offset", geometry.LeftOffset, -LargestSide, LargestSide),
            InputRows = check.Within("geometry.input_rows", geometry.InputRows, 1, LargestInputSide),
            InputColumns = check.Within("geometry.input_columns", geometry.InputColumns, 1, LargestInputSide),
            Mirrored = geometry.Mirrored,
        };
    }

    private static ExplainedJoints? JointsOf(Wire.ExplainRequest request, RequestCheck check)
    {
        if (request.CropRectangle is null)
        {
            foreach (var (field, given) in new[]
            {
                ("left_joint_mask", request.LeftJointMask is not null),
                ("right_joint_mask", request.RightJointMask is not null),
                ("left_joint", request.LeftJoint != 0),
                ("right_joint", request.RightJoint != 0),
                ("dilation_pixels", request.DilationPixels != 0),
            })
            {
                check.Require(!given, field, "expected nothing where crop_rectangle is left out, found a value");
            }

            return null;
        }

        var left = FindingOf("left_joint", request.LeftJoint, check);
        var right = FindingOf("right_joint", request.RightJoint, check);
        return new ExplainedJoints(
            check.Rectangle("crop_rectangle", request.CropRectangle),
            left,
            right,
            MaskOf("left_joint_mask", request.LeftJointMask, left, check),
            MaskOf("right_joint_mask", request.RightJointMask, right, check),
            check.Within("dilation_pixels", request.DilationPixels, 0, LargestSide));
    }

    private static JointFinding FindingOf(string field, Wire.JointFinding finding, RequestCheck check)
    {
        // The numbers of both enumerations are the same on purpose.
        var known = (JointFinding)(int)finding;
        check.Require(Enum.IsDefined(known), field, "expected how the joint was found, found nothing known");
        return known;
    }

    private static BlobReference? MaskOf(string field, Wire.BlobReference? mask, JointFinding finding, RequestCheck check)
    {
        if (finding != JointFinding.NotFound)
            return check.Blob(field, mask);
        check.Require(mask is null, field, "expected none of a joint that was not found, found one");
        return null;
    }
}
