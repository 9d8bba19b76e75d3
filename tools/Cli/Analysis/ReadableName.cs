using System.Security.Cryptography;
using System.Text;

namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>The name of a file's folder under <c>results/</c>: its own name, and a piece of its path's hash.</summary>
internal static class ReadableName
{
    private const int LongestStem = 80;

    /// <summary>
    /// The same file always gets the same name, whatever else is analysed with it; two files called <c>pelvis.png</c> in different folders, or
    /// <c>pelvis.png</c> and <c>pelvis.dcm</c>, get two.
    /// </summary>
    public static string Of(string file)
    {
        var path = Path.GetFullPath(file);
        var stem = string.Concat(Path.GetFileNameWithoutExtension(path).Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '-'));
        if (stem.Length > LongestStem)
            stem = stem[..LongestStem];
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)));
        return $"{stem.Trim('.')}-{hash[..8]}".TrimStart('-');
    }
}
