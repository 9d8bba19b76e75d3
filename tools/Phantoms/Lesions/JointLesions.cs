using AxSpA.Cloud.Phantoms.Chance;

namespace AxSpA.Cloud.Phantoms.Lesions;

/// <summary>
/// What disease does to one joint. Where lesions sit follows from the subject's side alone, so that visits share them; how much there is of them follows from
/// grade and progress.
/// </summary>
internal sealed record JointLesions(Erosions Erosions, Sclerosis Sclerosis, SpaceChange Space, Ankylosis Ankylosis)
{
    public static JointLesions Of(RandomSource side, JointDisease disease)
    {
        var severity = new Severity(disease);
        return new JointLesions(Erosions.Of(side, severity), Sclerosis.Of(side, severity), SpaceChange.Of(side, severity), Ankylosis.Of(side, severity));
    }
}
