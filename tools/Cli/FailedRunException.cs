namespace AxSpA.Cloud.Cli;

/// <summary>What was begun could not be done, through no fault of the call. The message is for the person who typed it: what was expected and what was found.</summary>
internal sealed class FailedRunException(string message) : Exception(message);
