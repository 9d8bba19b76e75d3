using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Outbox;
using AxSpA.Cloud.LongitudinalRisk;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using AxSpA.Cloud.Servers.Tests.Messaging;
using AxSpA.Cloud.Servers.Tests.Servers;
using AxSpA.Cloud.Tests.Contracts;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace AxSpA.Cloud.Servers.Tests.Database;

[Trait("Requirement", "DAT-01")]
public sealed class SharedOutboxTests(PostgreSqlFixture postgreSql) : IClassFixture<PostgreSqlFixture>
{
    [Fact]
    public async Task Two_publishers_send_what_both_wrote_once_and_in_order()
    {
        const int Each = 300;
        var settings = await postgreSql.FreshAsync();
        var both = new PublishedMessages();
        await using var first = await StartAsync(settings, services => services.AddSingleton(both));
        await using var second = await StartAsync(settings, services => services.AddSingleton(both));
        // Both replicas tell the same one what they publish, as they do it.
        var heard = new Heard(first);

        await Task.WhenAll(WriteAsync(first, "first", Each), WriteAsync(second, "second", Each));
        var published = await heard.TakeAsync(2 * Each);
        await EmptiedAsync(first);

        published.Distinct().Count().ShouldBe(2 * Each, "none twice");
        heard.More.ShouldBeFalse();
        foreach (var writer in new[] { "first", "second" })
        {
            var ids = published.Where(id => id.StartsWith(writer, StringComparison.Ordinal)).ToList();
            ids.ShouldBe([.. ids.Order(StringComparer.Ordinal)]);
        }
    }

    [Fact]
    public async Task What_went_out_is_removed_before_a_slow_broker_has_had_the_whole_batch()
    {
        const int Events = 10, InTime = 3;
        var slow = new SlowPublish();
        await using var replica = await StartAsync(
            await postgreSql.FreshAsync(),
            services => services.AddSingleton<TimeProvider>(slow).AddSingleton<IPublishObserver>(slow));
        var heard = new Heard(replica);
        slow.Left = () => replica.Database<RegistryContext>().ReadAsync(registry => registry.Set<OutboxMessage>().CountAsync(Patience.Token), Patience.Token);

        await replica.Database<RegistryContext>().WriteAsync(
            registry =>
            {
                for (var number = 0; number < Events; number++)
                    registry.Publish(Event($"slow-{number}"));
                return Task.CompletedTask;
            },
            Patience.Token);

        (await heard.TakeAsync(Events)).ShouldBe([.. Enumerable.Range(0, Events).Select(number => $"slow-{number}")]);
        await EmptiedAsync(replica);
        heard.More.ShouldBeFalse();
        slow.LeftAtEach.ShouldBe([.. Enumerable.Range(0, Events).Select(number => Events - (number / InTime * InTime))]);
    }

    [Fact]
    public async Task What_a_replica_left_that_will_not_come_back_goes_out_unasked()
    {
        var settings = await postgreSql.FreshAsync();
        await using var alive = await StartAsync(settings);
        var heard = new Heard(alive);
        await WriteAsync(alive, "asked", 1);
        await heard.TakeAsync(1);
        await EmptiedAsync(alive);

        // Committed, and the process that would have published it is gone.
        await using (var registry = await alive.Services.GetRequiredService<IDbContextFactory<RegistryContext>>().CreateDbContextAsync(Patience.Token))
        {
            registry.Publish(Event("left"));
            await registry.SaveChangesAsync(Patience.Token);
        }

        (await heard.TakeAsync(2)).ShouldBe(["asked-000", "left"]);
    }

    [Fact]
    public async Task Classification_delivered_to_two_replicas_at_once_is_registered_once_and_is_no_fault()
    {
        const int Classifications = 200;
        var settings = await postgreSql.FreshAsync();
        await using var first = await Replica.StartAsync(settings, composition => composition.AddLongitudinalRisk());
        await using var second = await Replica.StartAsync(settings, composition => composition.AddLongitudinalRisk());
        var heard = new Heard(first, second);
        var classified = Enumerable.Range(0, Classifications)
            .Select(number => (RadiographClassified)Populated.Of(typeof(RadiographClassified)) with { AnalysisId = Guid.NewGuid(), RadiographId = $"radiograph-{number:000}" })
            .ToList();

        await Task.WhenAll(new[] { first, second }.SelectMany(replica => classified.Select(
            message => replica.Services.GetRequiredService<IBus>().Publish(message, Patience.Token))));
        var published = await heard.TakeAsync(2 * Classifications);

        published.CountBy(id => id).ShouldAllBe(pair => pair.Value == 2);
        (await first.Database<RegistryContext>().ReadAsync(registry => registry.Classifications.CountAsync(Patience.Token), Patience.Token)).ShouldBe(Classifications);
    }

    private static Task<Replica> StartAsync(IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection>? configure = null)
        => Replica.StartAsync(settings, composition => composition.Owns<RegistryContext>(Services.LongitudinalRisk), configure);

    private static async Task WriteAsync(Replica replica, string writer, int events)
    {
        for (var number = 0; number < events; number++)
        {
            await replica.Database<RegistryContext>().WriteAsync(
                registry =>
                {
                    registry.Publish(Event($"{writer}-{number:000}"));
                    return Task.CompletedTask;
                },
                Patience.Token);
        }
    }

    private static async Task EmptiedAsync(Replica replica)
    {
        while (await replica.Database<RegistryContext>().ReadAsync(registry => registry.Set<OutboxMessage>().AnyAsync(Patience.Token), Patience.Token))
            await Task.Delay(20, Patience.Token);
    }

    private static ClassificationRegistered Event(string radiograph) => new() { AnalysisId = Guid.Empty, RadiographId = radiograph, Route = ClassificationRoute.Standard };

    /// <summary>A clock by which the broker takes 12 s for each event, and how many lie in the outbox when each goes out.</summary>
    private sealed class SlowPublish : TimeProvider, IPublishObserver
    {
        private static readonly TimeSpan Each = TimeSpan.FromSeconds(12);

        private readonly List<int> _leftAtEach = [];

        public Func<Task<int>> Left { get; set; } = () => Task.FromResult(0);

        public IReadOnlyList<int> LeftAtEach => _leftAtEach;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _leftAtEach.Count * Each.Ticks;

        public async Task PrePublish<T>(PublishContext<T> context)
            where T : class
            => _leftAtEach.Add(await Left());

        public Task PostPublish<T>(PublishContext<T> context)
            where T : class
            => Task.CompletedTask;

        public Task PublishFault<T>(PublishContext<T> context, Exception exception)
            where T : class
            => Task.CompletedTask;
    }

    /// <summary>The registrations that several replicas published; a fault among them is an error.</summary>
    private sealed class Heard(params Replica[] replicas)
    {
        private readonly List<string> _heard = [];

        public bool More => replicas.Any(replica => replica.Published.Reader.TryPeek(out _));

        public async Task<IReadOnlyList<string>> TakeAsync(int count)
        {
            while (_heard.Count < count)
            {
                await Task.WhenAny(replicas.Select(replica => replica.Published.Reader.WaitToReadAsync(Patience.Token).AsTask())).Unwrap();
                foreach (var replica in replicas)
                {
                    while (replica.Published.Reader.TryRead(out var message))
                    {
                        message.ShouldNotBeAssignableTo<Fault>();
                        if (message is ClassificationRegistered registered)
                            _heard.Add(registered.RadiographId);
                    }
                }
            }

            return [.. _heard];
        }
    }
}
