using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AxSpA.Cloud.Statistics.Cohorts;
using Shown = AxSpA.Cloud.Reports.Drawing.Words;

namespace AxSpA.Cloud.Reports.Risk;

/// <summary>Clinical variables as the publication's table 1 prints them.</summary>
public static class CharacteristicsReport
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>With how it is summed up.</summary>
    public static string Name(Characteristic row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return $"{row.Name}, {(row.Yes is null ? "mean (S.D.)" : "n (%)")}";
    }

    /// <summary>"347 / 433 (80.1)": a denominator of its own where it was not collected of all; a dash where of none.</summary>
    public static string Words(Characteristic row, int subjects)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Known == 0)
            return Shown.Missing;
        if (row.Yes is { } yes)
            return $"{yes}{(row.Known == subjects ? "" : $" / {row.Known}")} ({Shown.Number(100 * row.Share, "0.0")})";
        return $"{Shown.Number(row.Mean, "0.0")} ({Shown.Number(row.StandardDeviation, "0.0")}){(row.Known == subjects ? "" : $", n = {row.Known}")}";
    }

    /// <summary>One line.</summary>
    public static string Json(string cohort, int subjects, IReadOnlyList<Characteristic> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new JsonObject
        {
            ["cohort"] = cohort,
            ["n"] = subjects,
            ["characteristics"] = new JsonArray([.. rows.Select(row => row.Yes is { } yes
                ? new JsonObject { ["name"] = row.Name, ["known"] = row.Known, ["yes"] = yes, ["share"] = row.Share }
                : new JsonObject { ["name"] = row.Name, ["known"] = row.Known, ["mean"] = row.Mean, ["sd"] = row.StandardDeviation })]),
        }.ToJsonString(OneLine);
    }
}
