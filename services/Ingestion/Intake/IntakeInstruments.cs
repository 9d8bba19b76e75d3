using System.Diagnostics.Metrics;
using AxSpA.Cloud.Dicom;
using AxSpA.Cloud.Hosting.Telemetry;

namespace AxSpA.Cloud.Ingestion;

/// <summary>What the door measures.</summary>
internal static class IntakeInstruments
{
    private static readonly Counter<long> Accepted = Instruments.Meter.CreateCounter<long>("axspa.analyses.accepted", "{analysis}", "Analyses accepted; what was known already is not counted");

    private static readonly Counter<long> Refusals = Instruments.Meter.CreateCounter<long>("axspa.refusals", "{radiograph}", "Files refused at the door, by reason");

    public static void Accept() => Accepted.Add(1);

    public static void Refuse(Exception refusal) => Refusals.Add(1, new KeyValuePair<string, object?>("reason", refusal switch
    {
        RadiographRefusedException unreadable => Instruments.LabelOf(unreadable.Reason),
        IdentityConflictException => "identity_conflict",
        _ => "busy",
    }));
}
