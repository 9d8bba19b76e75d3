using System.Text.RegularExpressions;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Commits;
using Google.Rpc;
using Wire = AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.Hosting.Serving;

/// <summary>Collects all that is wrong with a request, so that its caller hears it at once. What a check returns counts once <see cref="Done"/> has returned.</summary>
public sealed partial class RequestCheck
{
    private const int LongestBlobName = 1024;

    private readonly List<BadRequest.Types.FieldViolation> _violations = [];

    /// <summary>What is wrong so far.</summary>
    public IReadOnlyCollection<BadRequest.Types.FieldViolation> Violations => _violations;

    public void Add(string field, string description)
        => _violations.Add(new BadRequest.Types.FieldViolation { Field = field, Description = description });

    /// <param name="description">What was expected and what was found.</param>
    public void Require(bool holds, string field, string description)
    {
        if (!holds)
            Add(field, description);
    }

    /// <summary>A blob of the stages' container: nothing else can be read through a call.</summary>
    public BlobReference Blob(string field, Wire.BlobReference? blob)
    {
        if (blob is null)
        {
            Add(field, "expected a blob, found none");
            blob = new();
        }
        else
        {
            Require(blob.Container == StageWork.Container, $"{field}.container", $"expected {StageWork.Container}, found {(blob.Container.Length == 0 ? "nothing" : "another")}");
            Require(IsBlobName(blob.Name), $"{field}.name", $"expected names separated by '/', {LongestBlobName} characters at most, found other text");
            Digest($"{field}.sha256", blob.Sha256);
            Require(blob.Bytes > 0, $"{field}.bytes", $"expected at least 1, found {blob.Bytes}");
        }

        return new() { Container = blob.Container, Name = blob.Name, MediaType = blob.MediaType, Sha256 = blob.Sha256, Bytes = blob.Bytes };
    }

    /// <summary>A SHA-256 as it stands in every reference and card.</summary>
    public string Digest(string field, string digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        Require(DigestPattern().IsMatch(digest), field, $"expected a SHA-256, 64 lower-case hexadecimal digits, found {(digest.Length == 0 ? "nothing" : "other text")}");
        return digest;
    }

    /// <summary>A rectangle that covers something; whether it lies in the radiograph is seen when that is read.</summary>
    public CropRectangle Rectangle(string field, Wire.PixelRectangle? rectangle)
    {
        if (rectangle is null)
        {
            Add(field, "expected a rectangle, found none");
            rectangle = new();
        }
        else
        {
            Require(rectangle.X >= 0, $"{field}.x", $"expected at least 0, found {rectangle.X}");
            Require(rectangle.Y >= 0, $"{field}.y", $"expected at least 0, found {rectangle.Y}");
            Require(rectangle.Width >= 1, $"{field}.width", $"expected at least 1, found {rectangle.Width}");
            Require(rectangle.Height >= 1, $"{field}.height", $"expected at least 1, found {rectangle.Height}");
        }

        return new() { X = rectangle.X, Y = rectangle.Y, Width = rectangle.Width, Height = rectangle.Height };
    }

    /// <summary>A whole number within bounds.</summary>
    public int Within(string field, int value, int least, int most)
    {
        Require(value >= least && value <= most, field, $"expected {least} to {most}, found {value}");
        return value;
    }

    /// <summary>Throws where anything was wrong.</summary>
    public void Done()
    {
        if (_violations.Count > 0)
            throw Refusals.InvalidArgument(_violations);
    }

    private static bool IsBlobName(string name)
        => name.Length <= LongestBlobName && BlobNamePattern().IsMatch(name) && name.Split('/').All(part => part is not ("." or ".."));

    [GeneratedRegex(@"^[0-9a-f]{64}\z")]
    private static partial Regex DigestPattern();

    [GeneratedRegex(@"^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*\z")]
    private static partial Regex BlobNamePattern();
}
