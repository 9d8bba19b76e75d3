namespace AxSpA.Cloud.Hosting.Edge;

/// <summary>What becomes of an event that was received.</summary>
public enum EventAnswer
{
    /// <summary>What it asks for is durable.</summary>
    Taken = 1,

    /// <summary>Not now: it is to come again.</summary>
    Later = 2,

    /// <summary>It would be refused every time: it is not to come again.</summary>
    Refused = 3,
}
