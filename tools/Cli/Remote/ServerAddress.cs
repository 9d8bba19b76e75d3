namespace AxSpA.Cloud.Cli.Remote;

/// <summary>A running system, and how its caller shows who it is.</summary>
/// <param name="Server"><c>http://host:port</c>, or <c>https://</c> for TLS.</param>
/// <param name="ApiKeyFile">A file that holds the key and nothing else; null where none is sent.</param>
/// <param name="AuthorityFile">PEM certificates that the server's must descend from; null for the machine's own list.</param>
/// <param name="CertificateFile">The caller's certificate, PEM, where the server asks for one.</param>
/// <param name="KeyFile">Its private key, PEM.</param>
internal sealed record ServerAddress(Uri Server, string? ApiKeyFile, string? AuthorityFile, string? CertificateFile, string? KeyFile);
