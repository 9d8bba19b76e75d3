using System.Text;
using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>A subject's state as few bytes, so that a report over a large cohort reads it quickly. Flags follow from the baseline and are not written.</summary>
/// <remarks>What is written so can be derived again from the records; only their JSON must outlive releases.</remarks>
internal static class StateBytes
{
    /// <summary>Of what is written.</summary>
    internal const byte Format = 2;

    /// <summary>Of an earlier release, without findings of joints; what is derived anew is compared with it.</summary>
    private const byte WithoutJoints = 1;

    public static byte[] Write(SubjectState state)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Format);
        writer.Write(state.Subject);
        writer.Write(state.ConsentWithdrawn);
        writer.Write((byte)state.Outcome);
        writer.Write(state.Reverted);
        WriteText(writer, state.BaselineVisit);
        WriteText(writer, state.FollowUpVisit);
        WriteDay(writer, state.LastSeenNonRadiographic);
        WriteDay(writer, state.FirstSeenRadiographic);
        writer.Write((byte)(state.Diagnosis ?? 0));
        WriteText(writer, state.Characteristics is { } characteristics ? RecordJson.Write(characteristics) : null);
        WriteAll(writer, state.Conflicts, writer.Write);
        var models = state.Visits.SelectMany(visit => visit.Classifications).Select(classification => classification.Model).Distinct().ToList();
        WriteAll(writer, models, model => WriteModel(writer, model));
        WriteAll(writer, state.Visits, visit => WriteVisit(writer, visit, models));
        return stream.ToArray();
    }

    /// <param name="shared">Texts that many subjects have in common.</param>
    /// <exception cref="InvalidDataException">The bytes are of a later release's format.</exception>
    public static SubjectState Read(byte[] bytes, SharedTexts shared)
        => TryRead(bytes, shared) ?? throw new InvalidDataException($"expected a subject's state in format {WithoutJoints} or {Format}, found {bytes[0]}");

    /// <summary>As <see cref="Read"/>; null where the bytes are of a later release's format.</summary>
    public static SubjectState? TryRead(byte[] bytes, SharedTexts shared)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false), Encoding.UTF8);
        var format = reader.ReadByte();
        if (format is not (Format or WithoutJoints))
            return null;
        var state = new SubjectState
        {
            Subject = reader.ReadString(),
            ConsentWithdrawn = reader.ReadBoolean(),
            Outcome = (ProgressionOutcome)reader.ReadByte(),
            Reverted = reader.ReadBoolean(),
            BaselineVisit = ReadText(reader) is { } baseline ? shared.Of(baseline) : null,
            FollowUpVisit = ReadText(reader) is { } followUp ? shared.Of(followUp) : null,
            LastSeenNonRadiographic = ReadDay(reader),
            FirstSeenRadiographic = ReadDay(reader),
            Diagnosis = reader.ReadByte() is var diagnosis and not 0 ? (Diagnosis)diagnosis : null,
            Characteristics = ReadText(reader) is { } characteristics ? (CharacteristicsRecord)RecordJson.Read(characteristics) : null,
            Conflicts = ReadAll(reader, reader.ReadString),
            Visits = [],
            Flags = [],
        };
        var models = ReadAll(reader, () => shared.Of(ReadModel(reader)));
        state = state with { Visits = ReadAll(reader, () => ReadVisit(reader, models, shared, withJoints: format != WithoutJoints)) };
        return state.Baseline is { } first ? state with { Flags = SubjectReducer.FlagsOf(first) } : state;
    }

    private static void WriteVisit(BinaryWriter writer, VisitState visit, List<ModelVersion> models)
    {
        writer.Write(visit.Visit);
        writer.Write(visit.Date.DayNumber);
        writer.Write(visit.Site);
        WriteText(writer, visit.RadiographId);
        writer.Write((byte)visit.Status);
        WriteAll(writer, visit.Readings, reading =>
        {
            writer.Write(reading.Reader);
            writer.Write((byte)reading.Role);
            writer.Write(reading.Blinded);
            writer.Write((sbyte)(reading.LeftGrade ?? -1));
            writer.Write((sbyte)(reading.RightGrade ?? -1));
            writer.Write((byte)reading.Status);
            writer.Write(reading.Conflicting);
        });
        WriteAll(writer, visit.Classifications, classification =>
        {
            writer.Write7BitEncodedInt(models.IndexOf(classification.Model));
            writer.Write(classification.AnalysisId.ToByteArray());
            writer.Write(classification.Probability);
            writer.Write(classification.Positive);
            writer.Write(classification.Confident);
            writer.Write((byte)(classification.LeftJoint ?? 0));
            writer.Write((byte)(classification.RightJoint ?? 0));
        });
    }

    private static VisitState ReadVisit(BinaryReader reader, ModelVersion[] models, SharedTexts shared, bool withJoints) => new()
    {
        Visit = shared.Of(reader.ReadString()),
        Date = DateOnly.FromDayNumber(reader.ReadInt32()),
        Site = shared.Of(reader.ReadString()),
        RadiographId = ReadText(reader),
        Status = (ReaderStatus)reader.ReadByte(),
        Readings = ReadAll(reader, () => new Reading
        {
            Reader = shared.Of(reader.ReadString()),
            Role = (ReaderRole)reader.ReadByte(),
            Blinded = reader.ReadBoolean(),
            LeftGrade = reader.ReadSByte() is var left and >= 0 ? left : null,
            RightGrade = reader.ReadSByte() is var right and >= 0 ? right : null,
            Status = (ReaderStatus)reader.ReadByte(),
            Conflicting = reader.ReadBoolean(),
        }),
        Classifications = ReadAll(reader, () => new Classification
        {
            Model = models[reader.Read7BitEncodedInt()],
            AnalysisId = new Guid(reader.ReadBytes(16)),
            Probability = reader.ReadDouble(),
            Positive = reader.ReadBoolean(),
            Confident = reader.ReadBoolean(),
            LeftJoint = withJoints ? ReadJoint(reader) : null,
            RightJoint = withJoints ? ReadJoint(reader) : null,
        }),
    };

    private static void WriteModel(BinaryWriter writer, ModelVersion model)
    {
        writer.Write((byte)model.Route);
        writer.Write(model.Name);
        writer.Write(model.Version);
        writer.Write(model.CardDigest);
        writer.Write(model.WeightsDigest);
    }

    private static ModelVersion ReadModel(BinaryReader reader) => new()
    {
        Route = (ClassificationRoute)reader.ReadByte(),
        Name = reader.ReadString(),
        Version = reader.ReadString(),
        CardDigest = reader.ReadString(),
        WeightsDigest = reader.ReadString(),
    };

    private static JointFinding? ReadJoint(BinaryReader reader) => reader.ReadByte() is var finding and not 0 ? (JointFinding)finding : null;

    private static void WriteText(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null)
            writer.Write(text);
    }

    private static string? ReadText(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;

    private static void WriteDay(BinaryWriter writer, DateOnly? day) => writer.Write(day?.DayNumber ?? -1);

    private static DateOnly? ReadDay(BinaryReader reader) => reader.ReadInt32() is var day and >= 0 ? DateOnly.FromDayNumber(day) : null;

    private static void WriteAll<T>(BinaryWriter writer, IReadOnlyCollection<T> items, Action<T> write)
    {
        writer.Write7BitEncodedInt(items.Count);
        foreach (var item in items)
            write(item);
    }

    private static T[] ReadAll<T>(BinaryReader reader, Func<T> read)
    {
        var items = new T[reader.Read7BitEncodedInt()];
        for (var index = 0; index < items.Length; index++)
            items[index] = read();
        return items;
    }
}
