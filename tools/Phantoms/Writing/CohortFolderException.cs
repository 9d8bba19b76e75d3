namespace AxSpA.Cloud.Phantoms.Writing;

/// <summary>A cohort can't be written where it was to go. The message says what was expected and what was found.</summary>
public sealed class CohortFolderException(string message, Exception? cause = null) : Exception(message, cause);
