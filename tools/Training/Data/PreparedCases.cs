using AxSpA.Cloud.Training.Runs;

namespace AxSpA.Cloud.Training.Data;

/// <summary>
/// Radiographs read, checked and prepared once, before the first epoch: decoding a radiograph takes longer than an epoch may spend on it.
/// Ordered by subject and content, so that neither the order of rows nor the speed of reading changes a training.
/// </summary>
public sealed class PreparedCases : IDisposable
{
    private readonly PictureStore _pictures;

    private PreparedCases(IReadOnlyList<TrainingCase> cases, PictureStore pictures, string digest, IReadOnlyList<TrainingCase> leftOut, string layouts)
        => (Cases, _pictures, Digest, LeftOut, Layouts) = (cases, pictures, digest, leftOut, layouts);

    public IReadOnlyList<TrainingCase> Cases { get; }

    /// <summary>SHA-256, in lower-case hexadecimal, over the sorted lines of each radiograph's digest, its label map's, its class and its subject's.</summary>
    public string Digest { get; }

    /// <summary>Radiographs of which the recipe made nothing.</summary>
    public IReadOnlyList<TrainingCase> LeftOut { get; }

    /// <summary>How many label maps lay how, in words; empty without label maps.</summary>
    public string Layouts { get; }

    /// <summary>Whether the pictures are held in memory or in the run folder.</summary>
    public bool InMemory => _pictures.InMemory;

    /// <summary>Reads every file, on all cores, and refuses the data as a whole where anything is wrong with it.</summary>
    /// <param name="table">What to read; its problems are listed with those of the files.</param>
    /// <param name="needs">Label maps are read only where they are needed.</param>
    /// <param name="recipe">What to keep of each.</param>
    /// <param name="cacheFolder">Where pictures go that don't fit in memory.</param>
    /// <param name="console">Shows how far it is.</param>
    /// <param name="cancellation">Asked before every radiograph.</param>
    /// <exception cref="TrainingRefusedException">Everything that is wrong, by table and line.</exception>
    public static PreparedCases Prepare(
        TrainingTable table, DataNeeds needs, PictureRecipe recipe, string cacheFolder, TrainingConsole console, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(console);
        var read = new ReadCase?[table.Cases.Count];
        var store = new PictureStore(cacheFolder, table.Cases.Count);
        var isWhole = false;
        try
        {
            var wrong = ReadAll(table, needs, recipe, store, read, console, cancellation);
            var problems = table.Problems.Concat(wrong.Where(problem => problem is not null).Select(problem => problem!)).ToList();
            if (problems.Count > 0)
                throw TrainingRefusedException.Listing("--data", problems);
            var prepared = Arrange(table, needs, store, read);
            isWhole = true;
            return prepared;
        }
        finally
        {
            if (!isWhole)
                store.Dispose();
        }
    }

    /// <summary>What the recipe made of a case.</summary>
    public byte[] Picture(int index) => _pictures.Read(index);

    public void Dispose() => _pictures.Dispose();

    private static string?[] ReadAll(
        TrainingTable table, DataNeeds needs, PictureRecipe recipe, PictureStore store, ReadCase?[] read, TrainingConsole console, CancellationToken cancellation)
    {
        var wrong = new string?[table.Cases.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation };
        try
        {
            console.Work("reading radiographs", table.Cases.Count, advance => Parallel.For(0, table.Cases.Count, options, index =>
            {
                wrong[index] = ReadOne(table.Cases[index], needs, recipe, picture => store.Write(index, picture), out read[index]);
                advance();
            }));
        }
        catch (AggregateException faults) when (faults.InnerExceptions.OfType<DiskFullException>().FirstOrDefault() is { } full)
        {
            throw new DiskFullException(full);
        }

        return wrong;
    }

    /// <returns>What is wrong with the case; null where nothing is.</returns>
    private static string? ReadOne(TrainingCase one, DataNeeds needs, PictureRecipe recipe, Action<byte[]> keep, out ReadCase? read)
    {
        read = null;
        try
        {
            read = ReadCase.From(one, needs, out var radiograph, out var labels);
            if (recipe(radiograph, labels) is { } picture)
                keep(picture);
            return null;
        }
        catch (Exception refusal) when (refusal is InvalidDataException or UnauthorizedAccessException or IOException and not DiskFullException)
        {
            return $"{one.Place}: {refusal.Message}";
        }
    }

    private static PreparedCases Arrange(TrainingTable table, DataNeeds needs, PictureStore store, ReadCase?[] read)
    {
        int[] order = [.. Enumerable.Range(0, read.Length).OrderBy(index => table.Cases[index].Subject, StringComparer.Ordinal).ThenBy(index => read[index]!.Line, StringComparer.Ordinal)];
        int[] kept = [.. order.Where(store.Has)];
        store.Arrange(kept);
        var layouts = needs.HasFlag(DataNeeds.LabelMaps)
            ? string.Join(", ", read.GroupBy(one => one!.Layout).OrderByDescending(group => group.Count()).Select(group => $"{group.Count()} {group.Key}"))
            : "";
        return new PreparedCases(
            [.. kept.Select(index => table.Cases[index])],
            store,
            ReadCase.DigestOf(read.Select(one => one!.Line)),
            [.. order.Where(index => !store.Has(index)).Select(index => table.Cases[index])],
            layouts);
    }
}
