using System.Security.Cryptography;
using System.Text;
using AxSpA.Cloud.Hosting.Access;
using Grpc.Core;

namespace AxSpA.Cloud.Tests.Access;

/// <summary>One key a role, named after it.</summary>
internal static class AccessKeys
{
    public static string Of(AccessRole role) => $"the-key-for-{role}";

    public static string NameOf(AccessRole role) => $"holder-of-{role}";

    /// <summary>The settings of a host that knows them all.</summary>
    public static (string Key, string Value)[] Settings =>
    [
        ("Hosting:Access:Anonymous", "false"),
        .. Enum.GetValues<AccessRole>().SelectMany((role, number) => Setting(number, NameOf(role), Of(role), $"{role}")),
    ];

    public static IEnumerable<(string Key, string Value)> Setting(int number, string name, string key, params string[] roles) =>
    [
        ($"Hosting:Access:Keys:{number}:Name", name),
        ($"Hosting:Access:Keys:{number}:Sha256", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)))),
        .. roles.Select((role, index) => ($"Hosting:Access:Keys:{number}:Roles:{index}", role)),
    ];

    public static Metadata Header(string? authorization) => authorization is null ? [] : new Metadata { { "authorization", authorization } };

    public static Metadata Bearer(AccessRole role) => Header("Bearer " + Of(role));
}
