using System.Threading.Channels;
using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Messaging;
using AxSpA.Cloud.Tests.Reference;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;

namespace AxSpA.Cloud.Tests.Hosting;

/// <summary>What the consumer of faults learns, in whichever process it is.</summary>
public class FaultVerdictTests
{
    public static TheoryData<Exception, bool> Failures => new()
    {
        { new TimeoutException("no answer"), true },
        { new AggregateException("retried", new HttpRequestException("no"), new HttpRequestException("no")), true },
        { new IOException("read", new TimeoutException("late")), true },
        { new InvalidOperationException("our mistake"), false },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task Fault_says_whether_a_server_was_away(Exception failure, bool infrastructure)
    {
        using var folder = new TemporaryFolder();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Hosting:Folder"] = folder.Path });
        builder.Services.AddSingleton(failure);
        var faults = Channel.CreateUnbounded<Fault>();
        builder.Services.AddSingleton(faults);
        new Composition(builder, Services.Ingestion)
            .Consumes<Fails, ClassificationRegistered>(Services.Ingestion, "RecordClassificationRegistered")
            .ConsumesFaults<TakeFault>(Services.Ingestion)
            .Complete();
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);

        await host.Services.GetRequiredService<EventPublisher>().PublishAsync(RegistryHost.Event(1), typeof(ClassificationRegistered), TestContext.Current.CancellationToken);

        var fault = await faults.Reader.ReadAsync(Patience.Token);
        InfrastructureFault.Is(fault).ShouldBe(infrastructure);
        await host.StopAsync(CancellationToken.None);
        faults.Reader.TryPeek(out _).ShouldBeFalse("one fault for all tries");
    }

    private sealed class Fails(Exception failure) : IConsumer<ClassificationRegistered>
    {
        public Task Consume(ConsumeContext<ClassificationRegistered> context) => Task.FromException(failure);
    }

    private sealed class TakeFault(Channel<Fault> faults) : IConsumer<Fault<ClassificationRegistered>>
    {
        public Task Consume(ConsumeContext<Fault<ClassificationRegistered>> context) => faults.Writer.WriteAsync(context.Message).AsTask();
    }
}
