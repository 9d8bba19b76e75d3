using AxSpA.Cloud.Grpc.V1;
using Google.Protobuf.Reflection;

namespace AxSpA.Cloud.Cli.Risk;

/// <summary>The columns of a file of follow-ups.</summary>
internal static class FollowUpColumns
{
    public const string Subject = "subject";
    public const string Site = "site";
    public const string Revision = "revision";
    public const string ReportedAt = "reported_at";
    public const string Visit = "visit";
    public const string Date = "date";
    public const string RadiographId = "radiograph_id";
    public const string Reader = "reader";
    public const string Role = "role";
    public const string Blinded = "blinded";
    public const string LeftGrade = "left_grade";
    public const string RightGrade = "right_grade";
    public const string Status = "status";
    public const string Diagnosis = "diagnosis";
    public const string Consent = "consent";
    public const string Withdraw = "withdraw";

    /// <summary>The clinical variables have the names they have on the wire.</summary>
    public static IList<FieldDescriptor> Characteristics { get; } = Cloud.Grpc.V1.Characteristics.Descriptor.Fields.InFieldNumberOrder();

    public static IReadOnlyList<string> All { get; } =
    [
        Subject, Site, Revision, ReportedAt, Visit, Date, RadiographId, Reader, Role, Blinded, LeftGrade, RightGrade, Status, Diagnosis, Consent, Withdraw,
        .. Characteristics.Select(field => field.Name),
    ];

    /// <exception cref="UsageException">A column is unknown or stands twice, or there is no subject.</exception>
    public static void Check(IReadOnlyList<string> header)
    {
        if (header.FirstOrDefault(column => !All.Contains(column)) is { } unknown)
            throw new UsageException($"line 1: expected columns of {string.Join(", ", All)}; found {(unknown.Length == 0 ? "one without a name" : unknown)}");
        if (header.GroupBy(column => column).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new UsageException($"line 1: expected each column once, found {twice.Key} {twice.Count()} times");
        if (!header.Contains(Subject))
            throw new UsageException($"line 1: expected a column {Subject}, found none");
    }
}
