namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>Runs models over cases, a few at a time; memory is that of as many radiographs, however many cases there are.</summary>
public static class CohortMeasurement
{
    /// <param name="atOnce">Cases in memory at a time. The result does not depend on it.</param>
    /// <param name="measured">Called as each case is done, from several threads.</param>
    /// <returns>In the order of the cases.</returns>
    /// <exception cref="InvalidDataException">A file of a case is missing or not what it should be; the message names it.</exception>
    public static IReadOnlyList<MeasuredCase> Of(IReadOnlyList<CohortCase> cases, PhantomModels models, int atOnce, Action measured, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(models);
        var results = new MeasuredCase[cases.Count];
        try
        {
            Parallel.For(0, cases.Count, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellation }, place =>
            {
                var picture = cases[place].Load();
                results[place] = models.Read(picture.Radiograph, cancellation).Measure(cases[place].Case, picture);
                measured();
            });
        }
        catch (AggregateException several) when (several.Flatten().InnerExceptions.OfType<InvalidDataException>().FirstOrDefault() is { } first)
        {
            throw new InvalidDataException(first.Message, first);
        }

        return results;
    }
}
