namespace AxSpA.Cloud.Hosting.Telemetry;

/// <summary>A model that this process has loaded.</summary>
/// <param name="Role">What it is used for: <c>segmenter</c>, <c>anatomy-aware</c>, <c>standard</c>.</param>
/// <param name="Name">From its card.</param>
/// <param name="Version">From its card.</param>
/// <param name="CardDigest">SHA-256 of the card, which covers the weights.</param>
/// <param name="Device">What runs it.</param>
public sealed record ModelInUse(string Role, string Name, string Version, string CardDigest, string Device);
