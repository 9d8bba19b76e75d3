using Microsoft.AspNetCore.Authorization;

namespace AxSpA.Cloud.Hosting.Access;

/// <summary>The role that a gRPC service or method asks of its caller.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequiresRoleAttribute : AuthorizeAttribute
{
    public RequiresRoleAttribute(AccessRole role)
    {
        Role = role;
        Roles = role.ToString();
    }

    public AccessRole Role { get; }
}
