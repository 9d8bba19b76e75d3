using System.Net;
using AxSpA.Cloud.Hosting.Listening;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Hosting.Access;

/// <summary>A host that listens knows its callers; only on loopback may it be told not to ask.</summary>
internal sealed class AccessRule(IOptions<ListenOptions> listen) : IValidateOptions<AccessOptions>
{
    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        if (options.Keys.Count > 0)
            return ValidateOptionsResult.Success;
        var address = listen.Value.Address;
        if (!IPAddress.IsLoopback(IPAddress.Parse(address)))
        {
            return ValidateOptionsResult.Fail(
                $"{AccessOptions.Section}:{nameof(AccessOptions.Keys)}: expected at least one key where {ListenOptions.Section}:{nameof(ListenOptions.Address)} is not loopback, found none for {address}");
        }

        return options.Anonymous
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{AccessOptions.Section}:{nameof(AccessOptions.Keys)}: expected at least one key, or {AccessOptions.Section}:{nameof(AccessOptions.Anonymous)}=true on a loopback address, found neither");
    }
}
