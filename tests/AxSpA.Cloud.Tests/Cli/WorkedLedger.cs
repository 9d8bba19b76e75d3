using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.Tests.Reference;
using Microsoft.Data.Sqlite;

namespace AxSpA.Cloud.Tests.Cli;

/// <summary>A ledger at which another process is working, read past its services: a look must take far less than a stage does.</summary>
internal static class WorkedLedger
{
    /// <summary>
    /// Waits until an attempt at the radiograph of so many rows is counted, and holds the process there; another process' commit announces itself to nobody,
    /// hence asked again and again.
    /// </summary>
    /// <returns>Whether the radiograph was still in the hand of its first stage.</returns>
    public static async Task<bool> HoldAttemptAsync(AxspaProcess axspa, string workFolder, int rows, int attempt)
    {
        var ofRadiograph = $"FROM Analyses JOIN Radiographs USING (RadiographId) WHERE Rows = {rows}";
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (Number(workFolder, $"SELECT max(Attempts) {ofRadiograph}") < attempt)
            await often.WaitForNextTickAsync(Patience.Token);
        axspa.Hold();
        return Number(workFolder, $"SELECT count(*) {ofRadiograph} AND State = {(int)AnalysisState.InFlight} AND AnalysisId NOT IN (SELECT AnalysisId FROM Facts)") == 1;
    }

    /// <summary>How many analyses have come to their end.</summary>
    public static long Ended(string workFolder) => Number(workFolder, $"SELECT count(*) FROM Analyses WHERE State >= {(int)AnalysisState.Completed}");

    private static long Number(string workFolder, string query)
    {
        // Written once the services have started, hence after the ledger.
        if (!File.Exists(Path.Combine(workFolder, "run")))
            return 0;
        // A pooled connection would keep the file open, and its disk mounted.
        using var connection = new SqliteConnection($"Data Source={Path.Combine(workFolder, "database", "ingestion.db")};Mode=ReadWrite;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        return command.ExecuteScalar() is long number ? number : 0;
    }
}
