using System.Globalization;

namespace AxSpA.Cloud.Cli.Cluster;

/// <summary>One process of a service.</summary>
/// <param name="Service">Its name, <see cref="Contracts.Services"/>.</param>
/// <param name="Number">From 1.</param>
internal readonly record struct Replica(string Service, int Number)
{
    /// <summary>Its program, the service's assembly: <c>longitudinal-risk</c> is <c>AxSpA.Cloud.LongitudinalRisk</c>.</summary>
    public string Program
        => "AxSpA.Cloud." + string.Concat(Service.Split('-').Select(word => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(word)));

    /// <summary>As logs name it: <c>segmentation/2</c>.</summary>
    public override string ToString() => $"{Service}/{Number}";
}
