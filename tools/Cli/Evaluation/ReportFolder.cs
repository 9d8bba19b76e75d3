using AxSpA.Cloud.Reports.Pages;

namespace AxSpA.Cloud.Cli.Evaluation;

/// <summary>Where a report's files go.</summary>
internal static class ReportFolder
{
    /// <summary>Writes all files, over those of an earlier report; the page comes last.</summary>
    /// <returns>The page's path.</returns>
    /// <exception cref="UsageException">The folder cannot be made.</exception>
    /// <exception cref="FailedRunException">A file in it cannot be written; others may have been.</exception>
    public static string Write(string folder, Report report)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(Words(folder, refusal));
        }

        try
        {
            foreach (var (name, text) in report.Files.OrderBy(file => file.Name == Report.PageFile))
                File.WriteAllText(Path.Combine(folder, name), text);
            return Path.Combine(folder, Report.PageFile);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new FailedRunException(Words(folder, refusal));
        }
    }

    private static string Words(string folder, Exception refusal) => $"--out: expected a folder that can be written, found {folder}: {refusal.Message}";
}
