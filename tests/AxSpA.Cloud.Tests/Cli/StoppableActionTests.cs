using System.CommandLine;
using AxSpA.Cloud.Cli;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli;

public class StoppableActionTests
{
    [Fact]
    [Trait("Requirement", "CLI-03")]
    public async Task Action_that_has_not_come_to_its_first_wait_does_not_hold_its_caller()
    {
        using var held = new ManualResetEventSlim();
        var command = new Command("held");
        command.SetAction((_, cancellation) =>
        {
            var released = held.Wait(TimeSpan.FromSeconds(30), cancellation);
            return Task.FromResult(released ? 7 : 1);
        });
        var root = new RootCommand { new Command("group") { command } };

        StoppableAction.WrapAll(root);
        var ended = root.Parse(["group", "held"]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);

        ended.IsCompleted.ShouldBeFalse();
        held.Set();
        (await ended).ShouldBe(7);
    }
}
