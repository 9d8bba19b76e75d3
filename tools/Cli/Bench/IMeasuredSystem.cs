namespace AxSpA.Cloud.Cli.Bench;

/// <summary>A composition of the services that runs and can be measured.</summary>
internal interface IMeasuredSystem : IAsyncDisposable
{
    /// <summary>Its name in the table.</summary>
    string Name { get; }

    /// <summary>Where intake listens.</summary>
    Uri Server { get; }

    /// <summary>Where each process tells its metrics.</summary>
    IReadOnlyList<Uri> Health { get; }
}
