using System.Security.Cryptography;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Phantoms.Cohorts;
using AxSpA.Cloud.Phantoms.Looks;

namespace AxSpA.Cloud.Phantoms.Writing;

/// <summary>
/// The folder that a cohort is written to. Its manifest comes last, so a folder without one is not complete; the same cohort written there again goes
/// on where it stopped.
/// </summary>
public sealed class CohortFolder : IDisposable
{
    /// <summary>EWOULDBLOCK and ENOSPC of Linux, which .NET hands on.</summary>
    private const int WouldBlock = 11;
    private const int NoSpace = 28;

    /// <summary>What a label map and its masks take; a little more than measured.</summary>
    private const long MasksBytes = 100 << 10;

    private readonly string _path;
    private readonly PhantomCohort _cohort;
    private readonly bool _pictures;
    private readonly FileStream _unfinished;

    private CohortFolder(string path, PhantomCohort cohort, bool pictures, FileStream unfinished)
        => (_path, _cohort, _pictures, _unfinished) = (path, cohort, pictures, unfinished);

    public string Manifest => Path.Combine(_path, PhantomManifest.FileName);

    /// <summary>Makes the folder where it isn't there yet, and keeps others out until disposal.</summary>
    /// <param name="pictures">Whether a 16-bit PNG lies beside each DICOM file.</param>
    /// <exception cref="CohortFolderException">The folder holds something else, can't be written, or its disk has too little room.</exception>
    public static CohortFolder Open(string path, PhantomCohort cohort, bool pictures)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        try
        {
            Directory.CreateDirectory(path);
            var marker = Path.Combine(path, CohortFiles.Unfinished);
            if (!File.Exists(marker) && Directory.EnumerateFileSystemEntries(path).Any())
                throw new CohortFolderException($"expected a new or empty folder, found {path} with files in it{(File.Exists(Path.Combine(path, PhantomManifest.FileName)) ? ", a finished cohort" : "")}");
            foreach (var folder in (ReadOnlySpan<string>)[CohortFiles.Radiographs, CohortFiles.LabelMaps, CohortFiles.Masks])
                Directory.CreateDirectory(Path.Combine(path, folder));
            // FileShare.None is flock(2) on Unix: the kernel lets go of it however the process ends.
            var unfinished = new FileStream(marker, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return Taken(new CohortFolder(path, cohort, pictures, unfinished));
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw Refused(path, refusal);
        }
    }

    /// <summary>Draws and writes every radiograph that isn't there yet, then the tables and last the manifest.</summary>
    /// <param name="atOnce">Radiographs drawn at a time; the bytes are the same for any number.</param>
    /// <param name="written">Called for every radiograph that is there, from several threads.</param>
    /// <exception cref="CohortFolderException">Something could not be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled: there is no manifest.</exception>
    public async Task WriteAsync(int atOnce, Action written, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(written);
        var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellation };
        try
        {
            await Parallel.ForEachAsync(_cohort.Subjects.SelectMany(subject => subject.Visits.Select(visit => (subject, visit))), options, (one, _) =>
            {
                if (!File.Exists(At(CohortFiles.Radiograph(one.subject, one.visit))))
                    Draw(one.subject, one.visit);
                written();
                return ValueTask.CompletedTask;
            });
            Finish();
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw Refused(_path, refusal);
        }
    }

    public void Dispose() => _unfinished.Dispose();

    private static CohortFolder Taken(CohortFolder folder)
    {
        var taken = false;
        try
        {
            folder.Mark();
            taken = true;
            return folder;
        }
        finally
        {
            if (!taken)
                folder.Dispose();
        }
    }

    /// <summary>Notes whose folder it is, so that another cohort doesn't mix with what an interrupted one left.</summary>
    private void Mark()
    {
        var arguments = CohortRecord.Arguments(_cohort.Plan, _pictures);
        var found = new byte[_unfinished.Length];
        _unfinished.ReadExactly(found);
        if (found.Length > 0 && !found.AsSpan().SequenceEqual(arguments))
            throw new CohortFolderException($"expected a new or empty folder, found {_path} with an unfinished cohort of other arguments; remove it, or give another folder");
        RequireRoom();
        _unfinished.Position = 0;
        _unfinished.Write(arguments);
        _unfinished.Flush();
    }

    private static CohortFolderException Refused(string path, Exception refusal) => refusal.HResult switch
    {
        WouldBlock => new CohortFolderException($"expected a folder that no other axspa is writing to, found {path} in use", refusal),
        NoSpace => new CohortFolderException($"expected room on the disk of {path}, found it full; free some and give the same command again", refusal),
        _ => new CohortFolderException($"expected a folder that can be written, found {path}: {refusal.Message}", refusal),
    };

    private void RequireRoom()
    {
        var needed = _cohort.Subjects.GroupBy(subject => subject.Site).Sum(Needed);
        var free = new DriveInfo(Path.GetFullPath(_path)).AvailableFreeSpace;
        if (free < needed)
            throw new CohortFolderException($"expected about {needed >> 20} MiB of room on the disk of {_path}, found {free >> 20} MiB");
    }

    /// <summary>Bytes of what isn't there yet of a site; a picture compresses to somewhat less than its pixels.</summary>
    private long Needed(IGrouping<string, PhantomSubject> site)
    {
        var look = SiteLook.Of(_cohort.Plan.Seed, site.Key);
        var pixels = (long)look.Rows * look.Columns * sizeof(ushort);
        var missing = site.Sum(subject => subject.Visits.Count(visit => !File.Exists(At(CohortFiles.Radiograph(subject, visit)))));
        return missing * (MasksBytes + (_pictures ? 2 * pixels : pixels));
    }

    /// <summary>The DICOM file comes last: where it is, the others are.</summary>
    private void Draw(PhantomSubject subject, PhantomVisit visit)
    {
        var drawn = PhantomRenderer.Draw(_cohort.PlanOf(subject, visit));
        Write(CohortFiles.LabelMap(subject, visit), PngImage.Encode(drawn.Labels));
        Write(CohortFiles.MasksOf(subject, visit), PhantomMaskFile.Encode(drawn.Masks));
        if (_pictures)
            Write(CohortFiles.Picture(subject, visit), PngImage.Encode(drawn.Pixels));
        Write(CohortFiles.Radiograph(subject, visit), PhantomDicom.Of(_cohort.Plan.Seed, subject, visit, drawn));
    }

    private void Finish()
    {
        var manifest = PhantomManifest.Of(_cohort).ToBytes();
        Write(CohortFiles.FollowUps, FollowUpTable.Of(_cohort));
        Write(CohortFiles.Record, CohortRecord.Of(_cohort, _pictures, Convert.ToHexStringLower(SHA256.HashData(manifest))));
        Write(PhantomManifest.FileName, manifest);
        File.Delete(_unfinished.Name);
    }

    /// <summary>A file is there whole or not at all.</summary>
    private void Write(string name, byte[] content)
    {
        var partial = At(name + ".partial");
        try
        {
            File.WriteAllBytes(partial, content);
            File.Move(partial, At(name), overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private string At(string name) => Path.Combine(_path, name);
}
