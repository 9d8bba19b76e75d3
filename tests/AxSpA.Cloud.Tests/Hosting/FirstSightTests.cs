using System.Collections.Concurrent;
using AxSpA.Cloud.Hosting.Commits;
using AxSpA.Cloud.Hosting.Messaging;
using AxSpA.Cloud.Tests.Reference;
using MassTransit;
using Shouldly;

namespace AxSpA.Cloud.Tests.Hosting;

public class FirstSightTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task First_sight_goes_from_event_to_event_and_ends_where_one_is_tried_again(bool first)
    {
        var seen = new ConcurrentQueue<(string Event, bool First)>();
        var last = new TaskCompletionSource();
        var bus = Bus.Factory.CreateUsingInMemory(transport =>
        {
            transport.ConfigurePublish(pipe => pipe.UseFilter<PublishContext>(new FirstSightFilter()));
            Consume<Begun>("begun", context => context.Publish(new Tried(), context.CancellationToken));
            Consume<Tried>("tried", context => context.GetRetryAttempt() == 0
                ? throw new IOException("expected to be tried again")
                : context.Publish(new Done(), context.CancellationToken));
            Consume<Done>("done", _ =>
            {
                last.SetResult();
                return Task.CompletedTask;
            });

            void Consume<TEvent>(string queue, Func<ConsumeContext<TEvent>, Task> consume)
                where TEvent : class
                => transport.ReceiveEndpoint(queue, endpoint =>
                {
                    endpoint.UsePolicy(EndpointPolicy.Retries);
                    endpoint.Handler<TEvent>(context =>
                    {
                        seen.Enqueue((queue, FirstSight.IsCurrent));
                        return consume(context);
                    });
                });
        });
        await bus.StartAsync(TestContext.Current.CancellationToken);
        try
        {
            FirstSight.IsCurrent = first;
            await bus.Publish(new Begun(), TestContext.Current.CancellationToken);
            await last.Task.WaitAsync(Patience.Token);
        }
        finally
        {
            await bus.StopAsync(CancellationToken.None);
        }

        seen.ShouldBe([("begun", first), ("tried", first), ("tried", false), ("done", false)]);
    }

    public sealed record Begun;

    public sealed record Tried;

    public sealed record Done;
}
