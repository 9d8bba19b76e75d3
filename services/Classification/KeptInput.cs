namespace AxSpA.Cloud.Classification;

/// <summary>Size of a network input that was kept.</summary>
public sealed record KeptInput(int Rows, int Columns);
