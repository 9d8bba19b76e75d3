namespace AxSpA.Cloud.Hosting.Database;

/// <summary>Which database keeps what a service owns.</summary>
public enum DatabaseKind
{
    /// <summary>A file a service below the work folder, <see cref="HostingOptions.Folder"/>.</summary>
    Sqlite = 0,

    /// <summary>A schema a service.</summary>
    PostgreSql = 1,
}
