using System.Diagnostics;
using System.Globalization;
using AxSpA.Cloud.Inference;
using Spectre.Console;

namespace AxSpA.Cloud.Training.Runs;

/// <summary>What a person sees while training: bars with the time left on a terminal, plain lines elsewhere.</summary>
public sealed class TrainingConsole
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(20);

    private readonly TextWriter _output;
    private readonly IAnsiConsole? _terminal;

    public TrainingConsole(TextWriter output)
    {
        _output = output;
        var target = new AnsiConsoleOutput(output);
        _terminal = target.IsTerminal ? AnsiConsole.Create(new AnsiConsoleSettings { Out = target }) : null;
    }

    public void Line(string text)
    {
        if (_terminal is not null)
            _terminal.WriteLine(text);
        else
            _output.WriteLine(text);
        _output.Flush();
    }

    /// <summary>Where a finished model lies, and the most memory that was resident on the way.</summary>
    public void Finished(StoredModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var process = Process.GetCurrentProcess();
        Line(string.Create(
            CultureInfo.InvariantCulture,
            $"model: {model.WeightsPath}, {model.Card.Weights.Bytes / 1e6:0.0} MB; peak memory {process.PeakWorkingSet64 / (double)(1 << 20):0} MiB"));
    }

    /// <summary>Runs something of known length.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="total">How often it will say that a part is done.</param>
    /// <param name="body">Takes what it calls after each part, from any thread.</param>
    /// <param name="done">Parts done before, by an earlier run.</param>
    public void Work(string name, long total, Action<Action> body, long done = 0)
    {
        if (_terminal is null)
        {
            body(PlainLines(name, total, done));
            return;
        }

        _terminal.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(Markup.Escape(name), maxValue: Math.Max(total, 1));
                task.Increment(done);
                body(() => task.Increment(1));
            });
    }

    /// <summary>Hours, minutes and seconds, the two largest that matter.</summary>
    public static string Words(TimeSpan time) => time switch
    {
        { TotalHours: >= 1 } => $"{(int)time.TotalHours} h {time.Minutes} min",
        { TotalMinutes: >= 1 } => $"{time.Minutes} min {time.Seconds} s",
        _ => $"{Math.Max(0, time.TotalSeconds):0} s",
    };

    private Action PlainLines(string name, long total, long before)
    {
        var turn = new Lock();
        var watch = Stopwatch.StartNew();
        var (done, next) = (0L, BetweenLines);
        return () =>
        {
            lock (turn)
            {
                done++;
                if (watch.Elapsed < next || before + done >= total)
                    return;
                next = watch.Elapsed + BetweenLines;
                Line($"{name}: {before + done} of {total}, {Words(watch.Elapsed / done * (total - before - done))} left");
            }
        };
    }
}
