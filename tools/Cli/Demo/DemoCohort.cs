using System.Security.Cryptography;
using System.Text;
using AxSpA.Cloud.Cli.Analysis;
using AxSpA.Cloud.Cli.Phantoms;
using AxSpA.Cloud.Cli.Risk;
using AxSpA.Cloud.Ingestion;
using AxSpA.Cloud.Phantoms.Cohorts;
using AxSpA.Cloud.Phantoms.Writing;

namespace AxSpA.Cloud.Cli.Demo;

/// <summary>The subjects of a demonstration. Only baselines are drawn: what becomes of a subject is the readers' word on the later visit, which no model reads.</summary>
internal sealed class DemoCohort
{
    private readonly DemoPlan _plan;
    private readonly PhantomCohort _followed;
    private readonly string _folder;

    public DemoCohort(DemoPlan plan, string folder)
    {
        (_plan, _folder) = (plan, Path.Combine(folder, plan.Name.Replace(' ', '-')));
        _followed = plan.Cohort();
        Files = [.. _followed.Subjects.Select(subject => Path.Combine(_folder, CohortFiles.Radiograph(subject, subject.Visits[0])))];
    }

    public string Name => _plan.Name;

    public string Manifest => Path.Combine(_folder, PhantomManifest.FileName);

    public string ManifestSha256 => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Manifest)));

    public IReadOnlyList<PhantomSubject> Subjects => _followed.Subjects;

    /// <summary>The baseline radiograph of each subject.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>For <see cref="AnalysisRun"/>: each with its site and subject.</summary>
    public IReadOnlyList<GivenFile> Given => [.. Files.Zip(Subjects, (file, subject) => new GivenFile(file, null, new Submission { Site = subject.Site, Subject = subject.Name }))];

    /// <summary>Visits, readings and clinical variables of both visits, as <c>axspa risk import</c> would take them.</summary>
    public IReadOnlyList<LineRecord> FollowUps()
    {
        var table = FollowUpTable.Of(_followed);
        File.WriteAllBytes(Path.Combine(_folder, "both_visits.csv"), table);
        using var text = new StreamReader(new MemoryStream(table), Encoding.UTF8);
        return FollowUpFile.Read(text, _plan.Name, "").Records;
    }

    /// <summary>Draws what is not there yet.</summary>
    /// <exception cref="UsageException">The folder cannot be written.</exception>
    /// <exception cref="FailedRunException">A file in it cannot, or its disk is full.</exception>
    public async Task DrawAsync(TextWriter errors, CancellationToken cancellation)
    {
        if (File.Exists(Manifest))
            return;
        var baselines = _followed with
        {
            Plan = _followed.Plan with { Visits = 1 },
            Risk = null,
            Subjects = [.. _followed.Subjects.Select(subject => subject with { Visits = [subject.Visits[0]] })],
        };
        try
        {
            using var folder = CohortArguments.Open(_folder, baselines, pictures: false);
            await folder.WriteAsync(Environment.ProcessorCount, new CountedProgress(errors, Files.Count, "radiographs drawn").Advance, cancellation);
        }
        catch (CohortFolderException refusal)
        {
            throw new FailedRunException($"--out: {refusal.Message}");
        }
    }
}
