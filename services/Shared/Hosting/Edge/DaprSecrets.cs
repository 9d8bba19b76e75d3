using System.ComponentModel.DataAnnotations;
using Dapr.Client.Autogen.Grpc.v1;
using Grpc.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Hosting.Edge;

/// <summary>Keys and connection strings from the secret store that the sidecar opens.</summary>
public static class DaprSecrets
{
    /// <summary>Stands for the colon in a secret's name, which most stores do not allow.</summary>
    private const string Separator = "--";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Makes the store's secrets configuration, <c>Hosting--Broker--Password</c> as <c>Hosting:Broker:Password</c>, behind everything else: what the
    /// environment or the command line gives wins. Nothing happens where no store is configured.
    /// </summary>
    /// <exception cref="OptionsValidationException">The section <c>Hosting:Dapr</c> is not as it should be.</exception>
    /// <exception cref="RefusedStartException">The sidecar did not come up in time, or does not open the store.</exception>
    public static void AddDaprSecrets(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = EdgeComposition.Read(builder.Configuration);
        if (options.SecretStore.Length == 0)
            return;
        Require(options);
        // A host is built synchronously, and its first option is read from here.
        var secrets = ReadAsync(options).GetAwaiter().GetResult();
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = secrets });
    }

    private static void Require(DaprOptions options)
    {
        var refusals = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), refusals, validateAllProperties: true))
            throw new OptionsValidationException(DaprOptions.Section, typeof(DaprOptions), refusals.Select(refusal => refusal.ErrorMessage!));
    }

    private static async Task<Dictionary<string, string?>> ReadAsync(DaprOptions options)
    {
        using var sidecar = new Sidecar(options);
        var patience = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var left = options.StartTimeout - TimeProvider.System.GetElapsedTime(patience);
            try
            {
                return KeysOf(await sidecar.SecretsAsync(options.SecretStore, left > Pause ? left : Pause));
            }
            catch (RpcException notYet) when (notYet.StatusCode == StatusCode.Unavailable && left > Pause)
            {
                await Task.Delay(Pause);
            }
            catch (RpcException refused)
            {
                throw Refusal(options, refused);
            }
        }
    }

    /// <summary>A secret whose name has no separator is somebody else's.</summary>
    private static Dictionary<string, string?> KeysOf(GetBulkSecretResponse secrets)
    {
        var keys = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in secrets.Data.Values.SelectMany(secret => secret.Secrets).Where(secret => secret.Key.Contains(Separator, StringComparison.Ordinal)))
        {
            var key = name.Replace(Separator, ":", StringComparison.Ordinal);
            if (!keys.TryAdd(key, value))
                throw new RefusedStartException(key, "expected one secret of this name in the secret store, found several");
        }

        return keys;
    }

    private static RefusedStartException Refusal(DaprOptions options, RpcException refused) => refused.StatusCode switch
    {
        StatusCode.Unavailable or StatusCode.DeadlineExceeded => new RefusedStartException(
            $"{DaprOptions.Section}:{nameof(DaprOptions.GrpcEndpoint)}", $"expected a sidecar at {options.GrpcEndpoint} within {options.StartTimeout}, found none that answers", refused),
        StatusCode.Unauthenticated => new RefusedStartException(
            $"{DaprOptions.Section}:{nameof(DaprOptions.ApiToken)}", "expected the token that the sidecar asks for, found another or none", refused),
        _ => new RefusedStartException(
            $"{DaprOptions.Section}:{nameof(DaprOptions.SecretStore)}", $"expected a secret store that the sidecar opens as {options.SecretStore}, found {refused.StatusCode}: {refused.Status.Detail}", refused),
    };
}
