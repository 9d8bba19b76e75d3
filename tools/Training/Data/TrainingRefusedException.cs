namespace AxSpA.Cloud.Training.Data;

/// <summary>A training can't be carried out as asked, or not further. The message is for the person who started it: what was expected and what was found.</summary>
public class TrainingRefusedException : Exception
{
    private const int MostListed = 50;

    public TrainingRefusedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Lists what is wrong, a line each; beyond fifty, how many more.</summary>
    public static TrainingRefusedException Listing(string subject, IReadOnlyList<string> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var listed = problems.Take(MostListed).Concat(problems.Count > MostListed ? [$"… and {problems.Count - MostListed} more"] : []);
        return new TrainingRefusedException($"{subject}: {(problems.Count == 1 ? "a mistake" : $"{problems.Count} mistakes")}\n  {string.Join("\n  ", listed)}");
    }
}
