using System.Security.Claims;
using Grpc.Core;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace AxSpA.Cloud.Hosting.Access;

/// <summary>Callers by key, <c>authorization: Bearer KEY</c>. A refusal is a gRPC status that names what is missing, never what was sent.</summary>
/// <remarks>Written out because ASP.NET Core's base class brings data protection along, which wants a folder to write to.</remarks>
internal sealed class KeyAuthentication(KeyRing keys) : IAuthenticationHandler
{
    public const string Scheme = "key";

    private const string Prefix = "Bearer ";

    private HttpContext _call = null!;

    public Task InitializeAsync(AuthenticationScheme scheme, HttpContext context)
    {
        _call = context;
        return Task.CompletedTask;
    }

    public Task<AuthenticateResult> AuthenticateAsync()
    {
        var sent = _call.Request.Headers.Authorization;
        var caller = sent.Count == 0 ? keys.Anonymous : Find(sent);
        return Task.FromResult(caller is null ? AuthenticateResult.NoResult() : AuthenticateResult.Success(new AuthenticationTicket(caller, Scheme)));
    }

    public Task ChallengeAsync(AuthenticationProperties? properties)
    {
        var found = _call.Request.Headers.Authorization.Count == 0 ? "none" : "one that this service does not know";
        _call.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        return RefuseAsync(StatusCodes.Status401Unauthorized, StatusCode.Unauthenticated, $"expected an API key ('authorization: Bearer KEY'), found {found}");
    }

    public Task ForbidAsync(AuthenticationProperties? properties)
    {
        var needed = _call.GetEndpoint()?.Metadata.GetOrderedMetadata<RequiresRoleAttribute>().Select(requirement => requirement.Role) ?? [];
        var held = _call.User.FindAll(ClaimTypes.Role).Select(role => role.Value);
        return RefuseAsync(
            StatusCodes.Status403Forbidden,
            StatusCode.PermissionDenied,
            $"expected a key with role {string.Join(" and ", needed)}, found {_call.User.Identity?.Name} with {string.Join(", ", held)}");
    }

    private ClaimsPrincipal? Find(string? sent)
        => sent is not null && sent.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? keys.Find(sent[Prefix.Length..].Trim()) : null;

    private Task RefuseAsync(int http, StatusCode grpc, string message)
    {
        var response = _call.Response;
        if (_call.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) != true)
        {
            response.StatusCode = http;
            return response.WriteAsync(message);
        }

        // A gRPC answer without messages: its trailers are its headers.
        response.ContentType = "application/grpc";
        response.Headers["grpc-status"] = $"{(int)grpc}";
        response.Headers["grpc-message"] = Uri.EscapeDataString(message);
        return Task.CompletedTask;
    }
}
