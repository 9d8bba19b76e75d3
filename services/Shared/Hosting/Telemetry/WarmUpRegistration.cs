using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AxSpA.Cloud.Hosting.Telemetry;

/// <summary>Models that are loaded at the start of a host that listens.</summary>
public static class WarmUpRegistration
{
    /// <summary>Completes when a started host's models are warm; at once where none are warmed up.</summary>
    /// <exception cref="RefusedStartException">A model or the device is not what the configuration says.</exception>
    public static Task WarmAsync(this IHost host, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.Services.GetService<ModelWarmUp>()?.Completed.WaitAsync(cancellation) ?? Task.CompletedTask;
    }

    internal static void AddWarmUp(this IServiceCollection services)
    {
        services.AddSingleton(provider => new ModelWarmUp(
            provider.GetServices<WarmUpPart>(), provider.GetRequiredService<StartRefusal>(), provider.GetRequiredService<ILogger<ModelWarmUp>>()));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<ModelWarmUp>());
    }

    /// <typeparam name="TModels">The service's models.</typeparam>
    /// <typeparam name="TRefusal">What a model throws that cannot be run.</typeparam>
    internal static void AddWarmUpPart<TModels, TRefusal>(this IServiceCollection services, Func<TModels, IReadOnlyList<ModelInUse>> warmUp)
        where TModels : class
        where TRefusal : Exception
        => services.AddSingleton(provider => new WarmUpPart(() =>
        {
            try
            {
                return warmUp(provider.GetRequiredService<TModels>());
            }
            catch (TRefusal refusal)
            {
                throw new RefusedStartException($"{HostingOptions.Section}:{nameof(HostingOptions.ModelFolder)}", refusal.Message, refusal);
            }
            catch (Exception refusal) when (refusal.Message.StartsWith("Inference:", StringComparison.Ordinal) && refusal.Message.Contains(": ", StringComparison.Ordinal))
            {
                // How networks are run is Inference's to check, which says the key itself.
                var parts = refusal.Message.Split(": ", 2);
                throw new RefusedStartException(parts[0], parts[1], refusal);
            }
        }));
}
