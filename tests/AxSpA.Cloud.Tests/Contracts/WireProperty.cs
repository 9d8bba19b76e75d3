namespace AxSpA.Cloud.Tests.Contracts;

/// <summary>One property as it stands on the wire.</summary>
/// <param name="Name">Its JSON name.</param>
/// <param name="Type">Name of a simple type of <see cref="WireShape"/>, or of another type of the contracts.</param>
/// <param name="Required">Whether a message without it is refused.</param>
internal sealed record WireProperty(string Name, string Type, bool Required)
{
    public override string ToString() => $"{Name}: {Type}{(Required ? ", required" : "")}";
}
