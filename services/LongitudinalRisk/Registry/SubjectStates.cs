using System.Text.Json;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>Kept states, read.</summary>
internal static class SubjectStates
{
    public static SubjectState Read(string json)
        => JsonSerializer.Deserialize<SubjectState>(json, RecordJson.Options) ?? throw new JsonException("expected a subject's state, found null");
}
