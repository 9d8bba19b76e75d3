namespace AxSpA.Cloud.Hosting.Database;

/// <summary>The database has not answered since this process started. Infrastructure: whoever meets it tries again later.</summary>
public sealed class DatabaseUnavailableException(TimeSpan waited)
    : TimeoutException($"expected the database to answer within {waited.TotalSeconds:0.#} s, found it away");
