namespace AxSpA.Cloud.Inference;

/// <summary>Shape of the network's input.</summary>
public sealed record ModelInput(int Channels, int Rows, int Columns);
