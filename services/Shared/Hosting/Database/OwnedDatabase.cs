namespace AxSpA.Cloud.Hosting.Database;

/// <summary>A database that this host owns.</summary>
/// <param name="Service">The owning service.</param>
internal sealed record OwnedDatabase(string Service);
