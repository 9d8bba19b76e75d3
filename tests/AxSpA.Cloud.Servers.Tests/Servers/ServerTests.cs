using Shouldly;

namespace AxSpA.Cloud.Servers.Tests.Servers;

/// <summary>The scripts of <c>tools/servers</c> as their README promises them.</summary>
public class ServerTests
{
    [Theory]
    [InlineData("rabbitmq")]
    [InlineData("postgresql")]
    [InlineData("azurite")]
    public async Task Start_of_a_server_that_runs_gives_its_settings_again(string name)
    {
        await using var server = await Server.StartAsync(name);
        var settings = server.Settings;

        await server.StartAsync();

        server.Settings.ShouldNotBeEmpty();
        server.Settings.ShouldBe(settings, ignoreOrder: true);
    }
}
