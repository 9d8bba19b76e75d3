namespace AxSpA.Cloud.Cli;

/// <summary>The call cannot be carried out as given, and nothing of it was. The message is for the person who typed it: what was expected and what was found.</summary>
internal sealed class UsageException(string message) : Exception(message);
