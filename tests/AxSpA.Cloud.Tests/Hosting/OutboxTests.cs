using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Outbox;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Hosting;

public sealed class OutboxTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Event_goes_out_once_when_its_transaction_has_committed()
    {
        await using (var host = await RegistryHost.StartAsync(_folder))
        {
            await host.Database.WriteAsync(
                registry =>
                {
                    registry.Publish(RegistryHost.Event(1));
                    host.Published.More.ShouldBeFalse();
                    return Task.CompletedTask;
                },
                Cancellation);
            (await host.Published.NextAsync()).ShouldBe("radiograph-1");
            await host.EmptiedAsync();
            host.Published.More.ShouldBeFalse();
        }

        await using var next = await RegistryHost.StartAsync(_folder);
        await next.PublishAsync(2);
        (await next.Published.NextAsync()).ShouldBe("radiograph-2", "the first is not published again");
    }

    [Fact]
    public async Task Event_of_a_transaction_that_fails_never_goes_out()
    {
        await using var host = await RegistryHost.StartAsync(_folder);

        await Should.ThrowAsync<InvalidOperationException>(() => host.Database.WriteAsync(
            async registry =>
            {
                registry.Publish(RegistryHost.Event(1));
                await registry.SaveChangesAsync(Cancellation);
                throw new InvalidOperationException("changed its mind");
            },
            Cancellation));
        await host.PublishAsync(2);

        (await host.Published.NextAsync()).ShouldBe("radiograph-2");
        await host.EmptiedAsync();
        host.Published.More.ShouldBeFalse();
    }

    [Fact]
    public async Task What_an_ended_process_left_goes_out_at_the_next_start_in_order()
    {
        const int Left = 250;
        await using (var host = await RegistryHost.StartAsync(_folder))
        {
            // Committed, and nobody woke the publisher: as after a death right behind the commit.
            await using var registry = await host.Contexts.CreateDbContextAsync(Cancellation);
            for (var number = 0; number < Left; number++)
                registry.Publish(RegistryHost.Event(number));
            await registry.SaveChangesAsync(Cancellation);
        }

        await using var next = await RegistryHost.StartAsync(_folder);
        for (var number = 0; number < Left; number++)
            (await next.Published.NextAsync()).ShouldBe($"radiograph-{number}");
        await next.EmptiedAsync();
        next.Published.More.ShouldBeFalse();
    }

    [Fact]
    public async Task Event_that_the_broker_does_not_take_waits_a_second_and_goes_out()
    {
        var time = new TimerSignal();
        await using var host = await RegistryHost.StartAsync(_folder, time, failures: 2);

        await host.PublishAsync(1);

        for (var failure = 0; failure < 2; failure++)
        {
            (await time.NextAsync()).ShouldBe(TimeSpan.FromSeconds(1));
            host.Published.More.ShouldBeFalse();
            time.Advance(TimeSpan.FromSeconds(1));
        }

        (await host.Published.NextAsync()).ShouldBe("radiograph-1");
        await host.EmptiedAsync();
    }

    [Fact]
    public async Task Record_that_is_no_event_of_the_route_is_refused_before_anything_is_written()
    {
        await using var host = await RegistryHost.StartAsync(_folder);
        await using var registry = await host.Contexts.CreateDbContextAsync(Cancellation);

        Should.Throw<ArgumentException>(() => registry.Publish(new JointShares { Left = 1, Right = 0, Elsewhere = 0 }));
    }

    public void Dispose() => _folder.Dispose();
}
