using System.Text.Json;
using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Hosting.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.Hosting.Outbox;

/// <summary>Putting events in a database's outbox, within the transaction that decides them.</summary>
public static class OutboxEvents
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static readonly Dictionary<string, Type> Types = Route.Steps.ToDictionary(step => step.Event.Name, step => step.Event);

    /// <summary>Gives a model the outbox's table.</summary>
    public static void HasOutbox(this ModelBuilder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Entity<OutboxMessage>(table =>
        {
            table.ToTable("Outbox");
            table.HasKey(message => message.Id);
        });
    }

    /// <summary>Publishes an event once the transaction has committed, at least once.</summary>
    /// <param name="traceParent">The trace it belongs to where no span is current.</param>
    public static void Publish<TEvent>(this DbContext context, TEvent message, string? traceParent = null)
        where TEvent : class
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Set<OutboxMessage>().Add(new OutboxMessage
        {
            Event = Route.Of(typeof(TEvent)).Event.Name,
            Payload = JsonSerializer.Serialize(message, Json),
            TraceParent = Spans.Current ?? traceParent,
        });
    }

    internal static (Type Type, object Message) Read(OutboxMessage message)
    {
        var type = Types[message.Event];
        return (type, JsonSerializer.Deserialize(message.Payload, type, Json)!);
    }
}
