namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>Which of several records with one key is in force: by revision, then by the sender's time, then by content, never by arrival.</summary>
public static class RecordOrder
{
    /// <summary>Negative where <paramref name="second"/> supersedes <paramref name="first"/>; zero where they say the same.</summary>
    public static int Compare(RegistryRecord first, RegistryRecord second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var order = CompareStated(first, second);
        return order != 0 || first == second ? order : string.CompareOrdinal(RecordJson.Write(first), RecordJson.Write(second));
    }

    /// <summary>Whether the sender said two things and not which of them holds.</summary>
    public static bool Conflict(RegistryRecord first, RegistryRecord second) => first != second && CompareStated(first, second) == 0;

    internal static int CompareStated(RegistryRecord first, RegistryRecord second)
    {
        var order = first.Revision.CompareTo(second.Revision);
        if (order == 0)
            order = Nullable.Compare(first.ReportedAt, second.ReportedAt);
        return order != 0 ? order : TakesBack(first).CompareTo(TakesBack(second));
    }

    /// <summary>Of a record and its withdrawal, or of consent given and withdrawn, with nothing else between them the withdrawal holds.</summary>
    private static bool TakesBack(RegistryRecord record) => record is WithdrawalRecord or ConsentRecord { Given: false };
}
