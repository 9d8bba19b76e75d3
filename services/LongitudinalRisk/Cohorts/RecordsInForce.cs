namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>Of any records, in any order and any number of times, the one in force for each key.</summary>
internal sealed class RecordsInForce
{
    private readonly Dictionary<string, RegistryRecord> _records = [];
    private readonly HashSet<string> _conflicts = [];

    public RecordsInForce(IEnumerable<RegistryRecord> records)
    {
        foreach (var record in records)
            Add(record);
    }

    /// <summary>The records that count; withdrawn ones are left out.</summary>
    public IEnumerable<RegistryRecord> Records => _records.Values.Where(record => record is not WithdrawalRecord);

    /// <summary>Whether the sender said two things about it with nothing to tell which holds.</summary>
    public bool InConflict(RegistryRecord record) => _conflicts.Contains(record.Key);

    private void Add(RegistryRecord record)
    {
        var key = record.Key;
        if (!_records.TryGetValue(key, out var known))
        {
            _records.Add(key, record);
            return;
        }

        if (RecordOrder.Conflict(known, record))
            _conflicts.Add(key);
        else if (RecordOrder.CompareStated(known, record) < 0)
            _conflicts.Remove(key);
        if (RecordOrder.Compare(known, record) < 0)
            _records[key] = record;
    }
}
