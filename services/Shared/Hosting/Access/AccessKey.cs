namespace AxSpA.Cloud.Hosting.Access;

/// <summary>A caller that is known by a key. The key itself is never configured, only its digest.</summary>
public sealed record AccessKey
{
    /// <summary>Who holds the key, as the log of calls names them.</summary>
    public string Name { get; init; } = "";

    /// <summary>SHA-256 of the key's UTF-8 bytes, 64 hexadecimal digits. A key is random, so its digest needs no salt.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>Names of <see cref="AccessRole"/>.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];
}
