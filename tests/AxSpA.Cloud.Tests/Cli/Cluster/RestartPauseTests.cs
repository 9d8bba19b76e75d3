using AxSpA.Cloud.Cli.Cluster;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli.Cluster;

public class RestartPauseTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(int.MaxValue, 60)]
    public void Pause_doubles_from_a_second_to_a_minute(int ends, int seconds)
        => RestartPause.After(ends).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(0, null, 1)]
    [InlineData(4, null, 5)]
    [InlineData(4, 29.9, 5)]
    [InlineData(4, 30.0, 1)]
    public void End_after_having_been_ready_for_a_while_counts_as_the_first(int before, double? readySeconds, int expected)
        => RestartPause.Count(before, readySeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null).ShouldBe(expected);
}
