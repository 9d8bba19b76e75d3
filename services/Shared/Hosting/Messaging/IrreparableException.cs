namespace AxSpA.Cloud.Hosting.Messaging;

/// <summary>A fault that another try in this process cannot mend: the bus does not retry it and hands it to the ledger at once.</summary>
public abstract class IrreparableException(string message) : Exception(message);
