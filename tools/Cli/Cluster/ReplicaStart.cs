namespace AxSpA.Cloud.Cli.Cluster;

/// <summary>One start of a replica.</summary>
/// <param name="Program">Path of its program.</param>
/// <param name="Arguments">A service takes none.</param>
/// <param name="Environment">By variable; null removes what this process inherited.</param>
/// <param name="Grpc">Where it will serve.</param>
/// <param name="Health">Where it will answer probes.</param>
/// <param name="Taken">Of <see cref="FreePorts"/>, to be given back when it has ended.</param>
internal sealed record ReplicaStart(
    string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string?> Environment, Uri Grpc, Uri Health, IReadOnlyList<int> Taken);
