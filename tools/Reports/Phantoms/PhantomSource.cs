namespace AxSpA.Cloud.Reports.Phantoms;

/// <summary>What an evaluation on phantoms was made of.</summary>
/// <param name="Cases">How many radiographs.</param>
/// <param name="Cohorts">Names of their folders.</param>
/// <param name="Models">Names, versions and what they are for.</param>
/// <param name="Software">That made the page, with its version.</param>
public sealed record PhantomSource(int Cases, string Cohorts, string Models, string Software);
