using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AxSpA.Cloud.Hosting.Edge;

/// <summary>What a service contributes at the edge. Where the configuration names no sidecar or no topic, nothing is registered.</summary>
public static class EdgeComposition
{
    /// <summary>Adds the publisher of results.</summary>
    /// <param name="add">Registers what gives it events; called only where results are published.</param>
    public static Composition PublishesResults(this Composition composition, Action<IServiceCollection> add)
    {
        ArgumentNullException.ThrowIfNull(composition);
        ArgumentNullException.ThrowIfNull(add);
        if (!Read(composition.Configuration).Publishes)
            return composition;
        composition.Services.AddSingleton<ResultPublisher>();
        add(composition.Services);
        return composition;
    }

    /// <summary>Subscribes to the topic that radiographs are offered on.</summary>
    /// <typeparam name="TReceiver">Takes the events in.</typeparam>
    public static Composition ReceivesRadiographs<TReceiver>(this Composition composition, Func<TReceiver, ReceiveEvent> receive)
        where TReceiver : class
    {
        ArgumentNullException.ThrowIfNull(composition);
        ArgumentNullException.ThrowIfNull(receive);
        if (!Read(composition.Configuration).Receives)
            return composition;
        composition.Services.AddSingleton<TReceiver>();
        composition.Services.AddSingleton(provider => receive(provider.GetRequiredService<TReceiver>()));
        composition.Services.AddSingleton<Inbox>();
        composition.Services.AddSingleton<SidecarAccess>();
        return composition.Serves<EdgeCallback>().Serves<EdgeHealth>();
    }

    /// <summary>As configured so far; validated, like all options, when the host starts.</summary>
    internal static DaprOptions Read(IConfiguration configuration) => configuration.GetSection(DaprOptions.Section).Get<DaprOptions>() ?? new DaprOptions();
}
