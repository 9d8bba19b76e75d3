using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Tests.Reference;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;

namespace AxSpA.Cloud.Tests.Hosting;

public class ServiceProgramTests
{
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Exit_status_says_whether_a_part_of_the_host_failed(bool fails, int status)
    {
        using var folder = new TemporaryFolder();
        string[] args = [$"--Hosting:Folder={folder.Path}", "--Hosting:Access:Anonymous=true", "--Hosting:Listen:Address=127.0.0.1", "--Hosting:Listen:GrpcPort=0", "--Hosting:Listen:HealthPort=0", "--Logging:LogLevel:Default=None"];

        var ended = await ServiceProgram.RunAsync(args, Services.Cropping, composition => composition.Services.AddHostedService(services => new Part(fails, services.GetRequiredService<IHostApplicationLifetime>())))
            .WaitAsync(Patience.Token);

        ended.ShouldBe(status);
    }

    /// <summary>Ends the host as soon as it runs: by its failure, or in order.</summary>
    private sealed class Part(bool fails, IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            if (fails)
                throw new InvalidOperationException("this part has failed");
            lifetime.StopApplication();
        }
    }
}
