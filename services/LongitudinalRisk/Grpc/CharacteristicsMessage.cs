using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using Wire = AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.LongitudinalRisk.Grpc;

/// <summary>Clinical variables on their way out; what was not collected stays out.</summary>
internal static class CharacteristicsMessage
{
    public static Wire.Characteristics Of(CharacteristicsRecord record)
    {
        var message = new Wire.Characteristics { Sex = (Wire.Sex)(int)(record.Sex ?? 0) };
        if (record.AgeYears is { } ageYears)
            message.AgeYears = ageYears;
        if (record.SymptomDurationYears is { } symptomDurationYears)
            message.SymptomDurationYears = symptomDurationYears;
        if (record.HlaB27 is { } hlaB27)
            message.HlaB27 = hlaB27;
        if (record.FamilyHistory is { } familyHistory)
            message.FamilyHistory = familyHistory;
        if (record.Arthritis is { } arthritis)
            message.Arthritis = arthritis;
        if (record.Enthesitis is { } enthesitis)
            message.Enthesitis = enthesitis;
        if (record.Dactylitis is { } dactylitis)
            message.Dactylitis = dactylitis;
        if (record.Uveitis is { } uveitis)
            message.Uveitis = uveitis;
        if (record.Psoriasis is { } psoriasis)
            message.Psoriasis = psoriasis;
        if (record.InflammatoryBowelDisease is { } inflammatoryBowelDisease)
            message.InflammatoryBowelDisease = inflammatoryBowelDisease;
        if (record.CrpMgPerL is { } crpMgPerL)
            message.CrpMgPerL = crpMgPerL;
        if (record.ElevatedCrp is { } elevatedCrp)
            message.ElevatedCrp = elevatedCrp;
        if (record.AsdasCrp is { } asdasCrp)
            message.AsdasCrp = asdasCrp;
        if (record.Basdai is { } basdai)
            message.Basdai = basdai;
        if (record.Basfi is { } basfi)
            message.Basfi = basfi;
        if (record.Nsaids is { } nsaids)
            message.Nsaids = nsaids;
        if (record.SystemicSteroids is { } systemicSteroids)
            message.SystemicSteroids = systemicSteroids;
        if (record.CsDmards is { } csDmards)
            message.CsDmards = csDmards;
        if (record.TnfInhibitor is { } tnfInhibitor)
            message.TnfInhibitor = tnfInhibitor;
        return message;
    }
}
