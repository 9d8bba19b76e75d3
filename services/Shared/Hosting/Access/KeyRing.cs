using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Hosting.Access;

/// <summary>The callers that this host knows, by the digests of their keys.</summary>
internal sealed class KeyRing
{
    private readonly (byte[] Digest, ClaimsPrincipal Caller)[] _keys;

    public KeyRing(IOptions<AccessOptions> options)
    {
        var access = options.Value;
        _keys = [.. access.Keys.Select(key => (Convert.FromHexString(key.Sha256), CallerOf(key.Name, key.Roles)))];
        Anonymous = access.Anonymous ? CallerOf("anonymous", Enum.GetNames<AccessRole>()) : null;
    }

    /// <summary>Who calls without a key, where that is allowed.</summary>
    public ClaimsPrincipal? Anonymous { get; }

    /// <summary>The key's holder, or null. Takes the same time for every key that is not known.</summary>
    public ClaimsPrincipal? Find(string key)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        ClaimsPrincipal? found = null;
        foreach (var known in _keys)
        {
            if (CryptographicOperations.FixedTimeEquals(known.Digest, digest))
                found = known.Caller;
        }

        return found;
    }

    private static ClaimsPrincipal CallerOf(string name, IEnumerable<string> roles)
        => new(new ClaimsIdentity(roles.Select(role => new Claim(ClaimTypes.Role, role)).Append(new Claim(ClaimTypes.Name, name)), KeyAuthentication.Scheme));
}
