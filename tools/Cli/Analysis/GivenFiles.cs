using AxSpA.Cloud.Dicom;

namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>From the paths on the command line to the files to analyse: a file stands for itself, a folder for the radiographs in and below it.</summary>
internal static class GivenFiles
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".tif", ".tiff", ".dcm", ".dicom", ".ima"];

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    /// <summary>
    /// In the order given, folders sorted by name, each file once. What cannot be read is in the list too, with its refusal, so that
    /// every path that was given gets an answer.
    /// </summary>
    /// <param name="workFolder">Left out when it lies in a given folder: its pictures are results. Null where there is none.</param>
    public static IReadOnlyList<GivenFile> Find(IEnumerable<string> paths, string? workFolder)
    {
        var leftOut = workFolder is null ? null : Path.GetFullPath(workFolder);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var found = new List<GivenFile>();
        foreach (var path in paths)
        {
            foreach (var file in Directory.Exists(path) ? Within(path, leftOut) : [Single(path)])
            {
                if (seen.Add(Path.GetFullPath(file.Path)))
                    found.Add(file);
            }
        }

        return found;
    }

    /// <summary>The whole file.</summary>
    /// <exception cref="RadiographRefusedException">It is larger than any that is taken.</exception>
    public static async Task<byte[]> ReadAsync(string file, CancellationToken cancellation)
    {
        // Asked before opening: pipes and devices have no length and would be read for ever, and a huge file would be read in vain.
        ReadingLimits.Default.CheckBytes(new FileInfo(file).Length);
        return await File.ReadAllBytesAsync(file, cancellation);
    }

    private static GivenFile Single(string path) => new(
        path,
        File.Exists(path) ? null : AnalysisReport.Refused(path, "FileNotFound", "expected a file or a folder, found nothing at this path"));

    private static List<GivenFile> Within(string folder, string? workFolder)
    {
        var found = new List<GivenFile>();
        Walk(folder, workFolder, found);
        if (found.Count == 0)
            found.Add(new(folder, AnalysisReport.Refused(folder, "NoRadiographs", "expected PNG, JPEG, TIFF or DICOM files in the folder, found none")));
        return found;
    }

    private static void Walk(string folder, string? workFolder, List<GivenFile> found)
    {
        FileSystemInfo[] entries;
        try
        {
            entries = new DirectoryInfo(folder).GetFileSystemInfos("*", Everything);
        }
        catch (Exception refusal) when (refusal is UnauthorizedAccessException or IOException)
        {
            found.Add(new(folder, AnalysisReport.Refused(folder, "FolderNotReadable", $"expected a folder that may be listed, found: {refusal.Message}")));
            return;
        }

        foreach (var entry in entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var path = Path.Combine(folder, entry.Name);
            if (entry.Name.StartsWith('.') || Path.GetFullPath(path) == workFolder)
                continue;
            // A link to a folder may lead back up; a link to a file is a file.
            if (entry is DirectoryInfo directory)
            {
                if (directory.LinkTarget is null)
                    Walk(path, workFolder, found);
            }
            else if (LooksLikeRadiograph((FileInfo)entry))
            {
                found.Add(new(path, null));
            }
        }
    }

    private static bool LooksLikeRadiograph(FileInfo file)
        => file.Extension.Length == 0 ? IsDicomFile(file) : Extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase);

    /// <summary>Scanners name files by number or UID, so only the prefix after the 128-byte preamble tells (DICOM PS3.10, 7.1).</summary>
    private static bool IsDicomFile(FileInfo file)
    {
        Span<byte> start = stackalloc byte[132];
        try
        {
            // Pipes and devices have no length, and opening them may wait for ever.
            if (file.Length < start.Length)
                return false;
            using var stream = file.OpenRead();
            stream.ReadExactly(start);
            return start[128..].SequenceEqual("DICM"u8);
        }
        catch (Exception refusal) when (refusal is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }
}
