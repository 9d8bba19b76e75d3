using System.Diagnostics;
using System.Globalization;
using AxSpA.Cloud.Phantoms.Cohorts;
using AxSpA.Cloud.Phantoms.Writing;
using Spectre.Console;

namespace AxSpA.Cloud.Cli.Phantoms;

/// <summary>Shows a cohort while it is drawn, on standard error, and what it holds when it has been, on standard output.</summary>
internal sealed class CohortDisplay(TextWriter output, TextWriter errors)
{
    /// <summary>Without a terminal: a line so often.</summary>
    private const int Lines = 10;

    private readonly AnsiConsoleOutput _errors = new(errors);

    public async Task ShowAsync(PhantomCohort cohort, CohortFolder folder, int atOnce, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        if (_errors.IsTerminal)
            await WithBarAsync(cohort, folder, atOnce, cancellation);
        else
            await WithLinesAsync(cohort, folder, atOnce, cancellation);
        Write(cohort);
        output.WriteLine($"manifest: {folder.Manifest}");
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await errors.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"axspa: {cohort.Radiographs} radiographs in {seconds:0.0} s, {cohort.Radiographs / seconds:0.0} a second"));
    }

    private Task WithBarAsync(PhantomCohort cohort, CohortFolder folder, int atOnce, CancellationToken cancellation)
        => AnsiConsole.Create(new AnsiConsoleSettings { Out = _errors }).Progress()
            .HideCompleted(false)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(bars =>
            {
                var bar = bars.AddTask($"{cohort.Radiographs} radiographs", maxValue: cohort.Radiographs);
                return folder.WriteAsync(atOnce, () => bar.Increment(1), cancellation);
            });

    private Task WithLinesAsync(PhantomCohort cohort, CohortFolder folder, int atOnce, CancellationToken cancellation)
    {
        var (done, all, gate) = (0, cohort.Radiographs, new Lock());
        return folder.WriteAsync(atOnce, Count, cancellation);

        void Count()
        {
            lock (gate)
            {
                if (++done * Lines / all > (done - 1) * Lines / all)
                    errors.WriteLine($"[{done}/{all}] radiographs");
            }
        }
    }

    private void Write(PhantomCohort cohort)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("site");
        foreach (var column in new[] { "subjects", "radiographic", "readers say so" })
            table.AddColumn(column, cell => cell.RightAligned());
        foreach (var site in cohort.Subjects.GroupBy(subject => subject.Site))
        {
            var subjects = site.ToList();
            table.AddRow(
                new Text(site.Key),
                new Text($"{subjects.Count}"),
                new Text(Share(subjects.Count(subject => subject.Visits[0].IsRadiographic), subjects.Count)),
                new Text(Share(subjects.Count(subject => subject.Visits[0].ReadersStatus), subjects.Count)));
        }

        PlainConsole.For(output).Write(table);
        if (ReaderKappas.Of(cohort) is { Count: > 0 } kappas)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"two readers agree on the status with a kappa of {kappas.Min():0.00} to {kappas.Max():0.00}"));
        if (cohort.Risk is { } risk)
        {
            output.WriteLine(
                $"planted among the {risk.WithSigns + risk.WithoutSigns} whom readers called non-radiographic: {Share(risk.WithSignsProgressing, risk.WithSigns)} of {risk.WithSigns} with missed signs progress, "
                + $"{Share(risk.WithoutSignsProgressing, risk.WithoutSigns)} of {risk.WithoutSigns} without");
        }
    }

    private static string Share(int part, int whole)
        => whole == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"{part} ({100.0 * part / whole:0.#} %)");
}
