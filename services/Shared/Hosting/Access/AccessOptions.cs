using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace AxSpA.Cloud.Hosting.Access;

/// <summary>Who may call. Section <c>Hosting:Access</c>.</summary>
public sealed partial record AccessOptions : IValidatableObject
{
    public const string Section = HostingOptions.Section + ":Access";

    private static readonly string RoleNames = string.Join(", ", Enum.GetNames<AccessRole>());

    /// <summary>Whoever reaches the port may do everything; only on a loopback address.</summary>
    public bool Anonymous { get; init; }

    public IReadOnlyList<AccessKey> Keys { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Anonymous && Keys.Count > 0)
            yield return new ValidationResult($"{Section}:{nameof(Anonymous)}: expected false where keys are given, found true beside {Keys.Count} keys");
        for (var number = 0; number < Keys.Count; number++)
        {
            foreach (var (member, message) in Check(Keys[number], Keys.Take(number)))
                yield return new ValidationResult($"{Section}:{nameof(Keys)}:{number}:{member}: {message}");
        }
    }

    private static IEnumerable<(string Member, string Message)> Check(AccessKey key, IEnumerable<AccessKey> earlier)
    {
        if (!NamePattern().IsMatch(key.Name))
            yield return (nameof(AccessKey.Name), $"expected 1 to 64 letters, digits, '.', '_' or '-', found {key.Name.Length} characters");
        else if (earlier.Any(other => other.Name == key.Name))
            yield return (nameof(AccessKey.Name), $"expected a name that no other key has, found {key.Name} again");
        if (!DigestPattern().IsMatch(key.Sha256))
            yield return (nameof(AccessKey.Sha256), $"expected 64 hexadecimal digits, the SHA-256 of the key, found {key.Sha256.Length} other characters");
        else if (earlier.Any(other => other.Sha256.Equals(key.Sha256, StringComparison.OrdinalIgnoreCase)))
            yield return (nameof(AccessKey.Sha256), "expected a key of its own, found another's");
        if (key.Roles.Count == 0)
            yield return (nameof(AccessKey.Roles), $"expected at least one of {RoleNames}, found none");
        if (key.Roles.Contains(nameof(AccessRole.Grade)) && key.Roles.FirstOrDefault(role => role is nameof(AccessRole.Read) or nameof(AccessRole.Stage)) is { } seeing)
            yield return (nameof(AccessKey.Roles), $"expected {nameof(AccessRole.Grade)} without {seeing}, so that a reader sees no other's word, found both");
        for (var number = 0; number < key.Roles.Count; number++)
        {
            if (!Enum.GetNames<AccessRole>().Contains(key.Roles[number]))
                yield return ($"{nameof(AccessKey.Roles)}:{number}", $"expected one of {RoleNames}, found {key.Roles[number]}");
        }
    }

    // It stands in the log: nothing that could break a line.
    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,64}\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[0-9A-Fa-f]{64}\z")]
    private static partial Regex DigestPattern();
}
