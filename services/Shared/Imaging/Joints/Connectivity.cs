namespace AxSpA.Cloud.Imaging;

/// <summary>Which neighbours hold a component together.</summary>
public enum Connectivity
{
    /// <summary>Pixels that share an edge.</summary>
    Four = 4,

    /// <summary>Pixels that share an edge or a corner.</summary>
    Eight = 8,
}
