namespace AxSpA.Cloud.Ingestion;

/// <summary>Too much has been taken in that is not done yet; the sender tries again later. Nothing of this radiograph was kept.</summary>
public sealed class IntakeBusyException(string message) : Exception(message);
