using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Statistics.Cohorts;

namespace AxSpA.Cloud.Cli.Risk;

/// <summary>The publication's table 1 of a cohort.</summary>
internal static class CohortCharacteristics
{
    public static IReadOnlyList<Characteristic> Of(IReadOnlyList<CohortSubject> subjects)
    {
        var all = subjects.Select(subject => subject.Characteristics ?? new Characteristics()).ToList();
        return
        [
            Diagnosed("axSpA", found => found != Diagnosis.NoSpa),
            Diagnosed("radiographic axSpA", found => found == Diagnosis.RadiographicAxspa),
            Diagnosed("non-radiographic axSpA", found => found == Diagnosis.NonRadiographicAxspa),
            Counted("male sex", one => one.Sex == Sex.Unspecified ? null : one.Sex == Sex.Male),
            Measured("age, years", one => one.HasAgeYears ? one.AgeYears : null),
            Measured("symptom duration, years", one => one.HasSymptomDurationYears ? one.SymptomDurationYears : null),
            Counted("HLA-B27 positivity", one => one.HasHlaB27 ? one.HlaB27 : null),
            Counted("family history of SpA", one => one.HasFamilyHistory ? one.FamilyHistory : null),
            Counted("arthritis", one => one.HasArthritis ? one.Arthritis : null),
            Counted("enthesitis", one => one.HasEnthesitis ? one.Enthesitis : null),
            Counted("dactylitis", one => one.HasDactylitis ? one.Dactylitis : null),
            Counted("uveitis", one => one.HasUveitis ? one.Uveitis : null),
            Counted("psoriasis", one => one.HasPsoriasis ? one.Psoriasis : null),
            Counted("IBD", one => one.HasInflammatoryBowelDisease ? one.InflammatoryBowelDisease : null),
            Measured("CRP, mg/L", one => one.HasCrpMgPerL ? one.CrpMgPerL : null),
            Counted("elevated CRP", one => one.HasElevatedCrp ? one.ElevatedCrp : null),
            Measured("ASDAS-CRP", one => one.HasAsdasCrp ? one.AsdasCrp : null),
            Measured("BASDAI", one => one.HasBasdai ? one.Basdai : null),
            Measured("BASFI", one => one.HasBasfi ? one.Basfi : null),
            Counted("treatment with NSAIDs", one => one.HasNsaids ? one.Nsaids : null),
            Counted("treatment with systemic steroids", one => one.HasSystemicSteroids ? one.SystemicSteroids : null),
            Counted("treatment with csDMARDs", one => one.HasCsDmards ? one.CsDmards : null),
            Counted("treatment with a TNF inhibitor", one => one.HasTnfInhibitor ? one.TnfInhibitor : null),
        ];

        Characteristic Diagnosed(string name, Func<Diagnosis, bool> yes)
            => Characteristic.Counted(name, subjects.Select(subject => subject.Diagnosis == Diagnosis.Unspecified ? (bool?)null : yes(subject.Diagnosis)));

        Characteristic Counted(string name, Func<Characteristics, bool?> value) => Characteristic.Counted(name, all.Select(value));

        Characteristic Measured(string name, Func<Characteristics, double?> value) => Characteristic.Measured(name, all.Select(value));
    }
}
