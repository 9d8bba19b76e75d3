using AxSpA.Cloud.Training.Classification;
using AxSpA.Cloud.Training.Search;
using Shouldly;

namespace AxSpA.Cloud.Training.Tests.Search;

public sealed class SearchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("axspa-search-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Trial_follows_from_seed_and_number_alone()
    {
        var space = new SearchSpace { Widths = [8, 16] };

        space.Draw(7, 3).ShouldBe(space.Draw(7, 3));
        space.Draw(7, 3).ShouldNotBe(space.Draw(7, 4));
        space.Draw(7, 3).ShouldNotBe(space.Draw(8, 3));
    }

    [Fact]
    public void Rates_are_spread_evenly_over_orders_of_magnitude()
    {
        var space = new SearchSpace { Widths = [8, 16] };
        var draws = Enumerable.Range(1, 4000).Select(trial => space.Draw(1, trial)).ToArray();

        draws.ShouldAllBe(draw => draw.Rate >= 1e-4 && draw.Rate <= 1e-2 && draw.RateDecay >= 0.6 && draw.RateDecay <= 1 && draw.Dropout <= 0.5);
        (draws.Count(draw => draw.Rate < 1e-3) / 4000.0).ShouldBe(0.5, 0.03);
        (draws.Count(draw => draw.Width == 8) / 4000.0).ShouldBe(0.5, 0.03);
    }

    [Fact]
    [Trait("Requirement", "TRA-02")]
    public void Finished_trials_are_not_repeated()
    {
        var search = new HyperparameterSearch(new SearchSpace(), Seed: 1, Trials: 3, Budget: null);
        var trained = new List<int>();
        Should.Throw<OperationCanceledException>(() => search.Run(Open(), (trial, values, _) => trial == 3 ? throw new OperationCanceledException() : Trained(trial, values), TimeProvider.System, TestContext.Current.CancellationToken));
        trained.ShouldBe([1, 2]);

        search.Run(Open(), (trial, values, _) => Trained(trial, values), TimeProvider.System, TestContext.Current.CancellationToken);

        trained.ShouldBe([1, 2, 3]);
        var table = Open();
        table.Results.Select(result => result.Trial).ShouldBe([1, 2, 3]);
        table.Results.ShouldAllBe(result => result.Values == new SearchSpace().Draw(1, result.Trial));
        table.Best!.Trial.ShouldBe(3);

        TrialResult Trained(int trial, TrialValues values)
        {
            trained.Add(trial);
            return Result(trial, values, trial / 10.0);
        }
    }

    [Fact]
    [Trait("Requirement", "TRA-02")]
    public void Diverged_trial_is_kept_and_never_best()
    {
        var values = new SearchSpace().Draw(1, 1);
        Open().Add(new TrialResult(1, values, null, 1));

        var table = Open();

        table.Find(1).ShouldBe(new TrialResult(1, values, null, 1));
        table.Best.ShouldBeNull();
    }

    [Fact]
    [Trait("Requirement", "TRA-02")]
    public void Spent_budget_ends_the_search_and_leaves_the_running_trial_to_the_next_call()
    {
        var time = new StoppedClock();
        var search = new HyperparameterSearch(new SearchSpace(), Seed: 1, Trials: null, Budget: TimeSpan.FromMinutes(30));

        search.Run(Open(), (trial, values, cancellation) =>
        {
            if (trial == 2)
                time.Spend();
            cancellation.ThrowIfCancellationRequested();
            return Result(trial, values, 0.1);
        }, time, TestContext.Current.CancellationToken);

        Open().Results.Select(result => result.Trial).ShouldBe([1]);
    }

    [Fact]
    [Trait("Requirement", "TRA-02")]
    public void Table_of_other_data_or_another_seed_is_refused()
    {
        var search = new HyperparameterSearch(new SearchSpace(), Seed: 1, Trials: 1, Budget: null);
        search.Run(Open(), (trial, values, _) => Result(trial, values, 0.1), TimeProvider.System, TestContext.Current.CancellationToken);

        Should.Throw<ArgumentException>(() => TrialTable.Open(_folder, "other")).Message.ShouldContain("line 2: expected trials of the same data");
        Should.Throw<ArgumentException>(() => (search with { Seed = 2 }).Run(Open(), (_, _, _) => throw new InvalidOperationException(), TimeProvider.System, TestContext.Current.CancellationToken))
            .Message.ShouldContain("another --seed");
    }

    [Theory]
    [InlineData("90s", 90)]
    [InlineData("30m", 1800)]
    [InlineData("1.5h", 5400)]
    public void Budget_is_read(string text, int seconds) => Duration.Parse(text).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("30")]
    [InlineData("m")]
    [InlineData("-1m")]
    [InlineData("90d")]
    public void Budget_that_is_none_is_refused(string text) => Should.Throw<ArgumentException>(() => Duration.Parse(text));

    private TrialTable Open() => TrialTable.Open(_folder, "digest");

    private static TrialResult Result(int trial, TrialValues values, double matthews)
        => new(trial, values, new ValidationScore(Loss: 0.5, Auc: 0.7, Matthews: matthews, BalancedAccuracy: 0.6), Seconds: 2);

    /// <summary>A clock whose one timer goes off when told to.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        private Action? _due;

        public void Spend() => _due!();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _due = () => callback(state);
            return new Timer();
        }

        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
