namespace AxSpA.Cloud.Phantoms.Writing;

/// <summary>A manifest can't be read.</summary>
/// <param name="problems">Every wrong place by its line: what was expected and what was found.</param>
public sealed class ManifestRefusedException(string name, IReadOnlyList<string> problems)
    : Exception($"{name} has {(problems.Count == 1 ? "a mistake" : $"{problems.Count} mistakes")}\n  {string.Join("\n  ", problems)}")
{
    public IReadOnlyList<string> Problems => problems;
}
