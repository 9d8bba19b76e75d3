using AxSpA.Cloud.Cli;
using AxSpA.Cloud.Cli.Cluster;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli.Cluster;

public class FreePortsTests
{
    [Fact]
    public void Port_that_was_given_is_given_to_nobody_else_though_nobody_listens_yet()
        => Enumerable.Range(0, 300).SelectMany(_ => FreePorts.Take(2)).ShouldBeUnique();

    [Fact]
    public void Port_that_was_given_back_is_given_again_and_too_many_are_refused()
    {
        // Below those that everybody else is given.
        const int lowest = 19_400, highest = 19_500;
        var taken = new List<int>();
        var refusal = Should.Throw<FailedRunException>(() =>
        {
            while (true)
                taken.AddRange(FreePorts.Take(1, lowest, highest));
        });
        refusal.Message.ShouldBe($"expected 1 free ports on 127.0.0.1 from {lowest} to {highest - 1}, found 0");

        FreePorts.GiveBack(taken[..2]);

        Should.Throw<FailedRunException>(() => FreePorts.Take(3, lowest, highest)).Message.ShouldEndWith("found 2");
        FreePorts.Take(2, lowest, highest).ShouldBe(taken[..2], ignoreOrder: true);
        FreePorts.GiveBack(taken);
    }
}
