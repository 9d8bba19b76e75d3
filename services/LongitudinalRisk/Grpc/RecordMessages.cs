using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using Google.Rpc;
using ReaderStatus = AxSpA.Cloud.Contracts.V1.ReaderStatus;
using Wire = AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.LongitudinalRisk.Grpc;

/// <summary>Records' parts as they stand on the wire. The numbers of the enumerations are the same on purpose; a test holds them together.</summary>
internal static class RecordMessages
{
    public static ReaderStatus? StatusOf(Wire.ReaderStatus status) => status == Wire.ReaderStatus.Unspecified ? null : (ReaderStatus)(int)status;

    public static Wire.RecordOutcome ToMessage(this RecordArrival arrival) => (Wire.RecordOutcome)(int)arrival;

    public static Wire.FieldRefusal ToMessage(this BadRequest.Types.FieldViolation violation) => new() { Field = violation.Field, Description = violation.Description };

    public static Wire.Model ToMessage(this ModelVersion model)
        => new() { Name = model.Name, Version = model.Version, CardDigest = model.CardDigest, WeightsDigest = model.WeightsDigest };

    public static Wire.ReadingEvidence ToMessage(this Reading reading)
    {
        var message = new Wire.ReadingEvidence
        {
            Reader = reading.Reader,
            Role = (Wire.ReaderRole)(int)reading.Role,
            Blinded = reading.Blinded,
            Status = (Wire.ReaderStatus)(int)reading.Status,
        };
        if (reading.LeftGrade is { } left)
            message.LeftGrade = left;
        if (reading.RightGrade is { } right)
            message.RightGrade = right;
        return message;
    }

    public static CharacteristicsRecord CharacteristicsOf(Wire.Characteristics message) => new()
    {
        Cohort = "",
        Subject = "",
        Sex = message.Sex == Wire.Sex.Unspecified ? null : (Sex)(int)message.Sex,
        AgeYears = message.HasAgeYears ? message.AgeYears : null,
        SymptomDurationYears = message.HasSymptomDurationYears ? message.SymptomDurationYears : null,
        HlaB27 = message.HasHlaB27 ? message.HlaB27 : null,
        FamilyHistory = message.HasFamilyHistory ? message.FamilyHistory : null,
        Arthritis = message.HasArthritis ? message.Arthritis : null,
        Enthesitis = message.HasEnthesitis ? message.Enthesitis : null,
        Dactylitis = message.HasDactylitis ? message.Dactylitis : null,
        Uveitis = message.HasUveitis ? message.Uveitis : null,
        Psoriasis = message.HasPsoriasis ? message.Psoriasis : null,
        InflammatoryBowelDisease = message.HasInflammatoryBowelDisease ? message.InflammatoryBowelDisease : null,
        CrpMgPerL = message.HasCrpMgPerL ? message.CrpMgPerL : null,
        ElevatedCrp = message.HasElevatedCrp ? message.ElevatedCrp : null,
        AsdasCrp = message.HasAsdasCrp ? message.AsdasCrp : null,
        Basdai = message.HasBasdai ? message.Basdai : null,
        Basfi = message.HasBasfi ? message.Basfi : null,
        Nsaids = message.HasNsaids ? message.Nsaids : null,
        SystemicSteroids = message.HasSystemicSteroids ? message.SystemicSteroids : null,
        CsDmards = message.HasCsDmards ? message.CsDmards : null,
        TnfInhibitor = message.HasTnfInhibitor ? message.TnfInhibitor : null,
    };
}
