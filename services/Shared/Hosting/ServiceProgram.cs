using Microsoft.AspNetCore.Builder;

namespace AxSpA.Cloud.Hosting;

/// <summary>A host on the web server: what every service's <c>Program.cs</c> is, and the one of all services together.</summary>
public static class ServiceProgram
{
    /// <summary>Builds the host that <paramref name="add"/> describes and runs it until it is told to stop.</summary>
    public static async Task RunAsync(string[] args, Action<Composition> add)
    {
        await using var application = Build(WebApplication.CreateBuilder(args), add);
        await application.RunAsync();
    }

    /// <summary>Builds the host without starting it.</summary>
    public static WebApplication Build(WebApplicationBuilder builder, Action<Composition> add)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(add);
        var composition = new Composition(builder);
        add(composition);
        composition.Complete();
        var application = builder.Build();
        composition.Map(application);
        return application;
    }
}
