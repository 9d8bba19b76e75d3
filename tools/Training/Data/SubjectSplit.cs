using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AxSpA.Cloud.Inference;

namespace AxSpA.Cloud.Training.Data;

/// <summary>Training and validation parts of a data set. A subject's radiographs fall on one side; classes are shared out in proportion.</summary>
/// <param name="Training">Indices of the cases to train on.</param>
/// <param name="Validation">Indices of the cases to validate on.</param>
public sealed record SubjectSplit(IReadOnlyList<int> Training, IReadOnlyList<int> Validation)
{
    /// <summary>Orders the subjects of each class by SHA-256 of seed and name, and takes the first of them for validation.</summary>
    /// <remarks>A subject is of the class of its radiographs where one is positive, so who comes in later doesn't change the side of the others much.</remarks>
    /// <param name="cases">At least two subjects.</param>
    /// <param name="validationShare">Of the subjects, above 0 and below 1; 0.15 as published (1261 and 222 radiographs).</param>
    /// <param name="seed">The same seed gives the same split.</param>
    public static SubjectSplit Of(IReadOnlyList<TrainingCase> cases, double validationShare, int seed)
    {
        ArgumentNullException.ThrowIfNull(cases);
        var subjects = cases.GroupBy(one => one.Subject, StringComparer.Ordinal).Select(group => (Name: group.Key, Class: ClassOf(group))).ToList();
        if (subjects.Count < 2)
            throw new TrainingRefusedException($"--data: expected at least two subjects, found {subjects.Count}");
        var validation = new HashSet<string>(StringComparer.Ordinal);
        foreach (var stratum in subjects.GroupBy(subject => subject.Class))
        {
            var ordered = stratum.Select(subject => subject.Name).OrderBy(name => Rank(seed, name), StringComparer.Ordinal).ToList();
            var wanted = (int)Math.Round(ordered.Count * validationShare, MidpointRounding.AwayFromZero);
            validation.UnionWith(ordered.Take(ordered.Count < 2 ? 0 : Math.Clamp(wanted, 1, ordered.Count - 1)));
        }

        if (validation.Count == 0)
            validation.Add(subjects.Select(subject => subject.Name).MinBy(name => Rank(seed, name), StringComparer.Ordinal)!);
        return new SubjectSplit(Indices(name => !validation.Contains(name)), Indices(validation.Contains));

        int[] Indices(Func<string, bool> belongs) => [.. Enumerable.Range(0, cases.Count).Where(index => belongs(cases[index].Subject))];
    }

    /// <summary>Sizes and prevalence of both parts, a line.</summary>
    public string Describe(IReadOnlyList<TrainingCase> cases)
        => $"training: {Describe(cases, Training)}; validation: {Describe(cases, Validation)}";

    /// <summary>Sizes and prevalence of a part, for a model card.</summary>
    public static TrainingSet Count(IReadOnlyList<TrainingCase> cases, IReadOnlyList<int> part)
    {
        ArgumentNullException.ThrowIfNull(part);
        var known = part.Count(index => cases[index].Positive is not null);
        return new TrainingSet(
            part.Count,
            part.Select(index => cases[index].Subject).Distinct(StringComparer.Ordinal).Count(),
            known == 0 ? null : (double)part.Count(index => cases[index].Positive == true) / known);
    }

    private static string Describe(IReadOnlyList<TrainingCase> cases, IReadOnlyList<int> part)
    {
        var subjects = part.Select(index => cases[index].Subject).Distinct(StringComparer.Ordinal).Count();
        var known = part.Count(index => cases[index].Positive is not null);
        var positive = part.Count(index => cases[index].Positive == true);
        var prevalence = known == 0
            ? "class unknown"
            : string.Create(CultureInfo.InvariantCulture, $"{positive} of {known} positive ({100.0 * positive / known:0.0} %)");
        return $"{part.Count} radiographs of {subjects} subjects, {prevalence}";
    }

    private static bool? ClassOf(IEnumerable<TrainingCase> radiographs)
    {
        bool? found = null;
        foreach (var positive in radiographs.Select(one => one.Positive).Where(positive => positive is not null))
            found = found == true || positive == true;
        return found;
    }

    private static string Rank(int seed, string subject)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}\n{subject}"))));
}
