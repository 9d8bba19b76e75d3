using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AxSpA.Cloud.Hosting.Access;

/// <summary>Access to everything that a host serves.</summary>
internal static class AccessRegistration
{
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<KeyRing>();
        services.AddTransient<KeyAuthentication>();
        services.AddAuthenticationCore(authentication =>
        {
            authentication.AddScheme<KeyAuthentication>(KeyAuthentication.Scheme, displayName: null);
            authentication.DefaultScheme = KeyAuthentication.Scheme;
        });
        services.AddAuthorization();
    }

    /// <summary>In front of every endpoint; call before endpoints are mapped.</summary>
    public static void UseAccess(this WebApplication application)
    {
        application.UseRouting();
        application.UseMiddleware<CallAudit>();
        application.UseAuthentication();
        application.UseAuthorization();
    }
}
