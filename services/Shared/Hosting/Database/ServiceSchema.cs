using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.Hosting.Database;

/// <summary>Each service's tables stand apart: in a schema of its own where the database has schemas, else in a file of its own.</summary>
public static class ServiceSchema
{
    /// <summary>Puts a model's tables in the schema of the service that owns them.</summary>
    /// <param name="service">The owning service, <see cref="Contracts.Services"/>.</param>
    public static void HasOwner(this ModelBuilder model, DbContext context, string service)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(context);
        if (context.Database.IsNpgsql())
            model.HasDefaultSchema(Of(service));
    }

    /// <summary><c>longitudinal-risk</c> owns <c>longitudinal_risk</c>.</summary>
    internal static string Of(string service) => service.Replace('-', '_');
}
