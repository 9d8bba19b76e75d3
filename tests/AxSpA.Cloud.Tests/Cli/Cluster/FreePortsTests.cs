using AxSpA.Cloud.Cli.Cluster;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli.Cluster;

public class FreePortsTests
{
    [Fact]
    public void Port_that_was_given_is_given_to_nobody_else_though_nobody_listens_yet()
        => Enumerable.Range(0, 300).SelectMany(_ => FreePorts.Take(2)).ShouldBeUnique();
}
