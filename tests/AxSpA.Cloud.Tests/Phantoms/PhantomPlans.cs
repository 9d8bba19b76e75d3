using AxSpA.Cloud.Phantoms;

namespace AxSpA.Cloud.Tests.Phantoms;

/// <summary>Plans that differ in what a test asks about and in nothing else.</summary>
internal static class PhantomPlans
{
    public static RadiographPlan Of(string site, string subject, int left = 0, int right = 0, double progress = 0, int visit = 0) => new()
    {
        Seed = 20_260_101,
        Site = site,
        Subject = subject,
        Visit = visit,
        Left = new JointDisease(left, progress),
        Right = new JointDisease(right, progress),
    };

    /// <summary>Radiographs of plans, two at a time, in the plans' order.</summary>
    public static PhantomRadiograph[] Drawn(IReadOnlyList<RadiographPlan> plans)
    {
        var radiographs = new PhantomRadiograph[plans.Count];
        Parallel.For(0, plans.Count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, index => radiographs[index] = PhantomRenderer.Draw(plans[index]));
        return radiographs;
    }
}
