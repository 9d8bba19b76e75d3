namespace AxSpA.Cloud.Reports.Drawing;

/// <summary>File names made of what people called their sets and models; never twice the same.</summary>
internal sealed class FileNames
{
    private const int LongestName = 100;

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public string Of(params IReadOnlyList<string> parts)
    {
        var plain = string.Join('-', parts.Select(Plain).Where(part => part.Length > 0));
        plain = plain.Length > LongestName ? plain[..LongestName] : plain;
        for (var number = 1; ; number++)
        {
            var name = number == 1 ? plain : $"{plain}-{number}";
            if (_taken.Add(name))
                return name;
        }
    }

    private static string Plain(string part) => string.Concat(part.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_' ? letter : '-')).Trim('-');
}
