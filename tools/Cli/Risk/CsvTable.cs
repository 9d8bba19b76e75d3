using System.Text;

namespace AxSpA.Cloud.Cli.Risk;

/// <summary>Comma-separated text as RFC 4180 has it: fields may be quoted and then hold commas, quotes and line ends. Empty lines are left out.</summary>
internal static class CsvTable
{
    /// <returns>The rows, each with the number of the line it begins on.</returns>
    /// <exception cref="UsageException">A quote is not closed.</exception>
    public static IEnumerable<(int Line, IReadOnlyList<string> Fields)> Read(TextReader text)
    {
        var (line, next) = (1, 1);
        var fields = new List<string>();
        while (ReadField(text, ref next, out var field, out var last))
        {
            fields.Add(field);
            if (!last)
                continue;
            if (fields.Count > 1 || fields[0].Length > 0)
                yield return (line, fields);
            (line, fields) = (next, []);
        }
    }

    /// <param name="line">The line being read.</param>
    /// <param name="last">Whether the field ends its row.</param>
    /// <returns>Whether there was one.</returns>
    private static bool ReadField(TextReader text, ref int line, out string field, out bool last)
    {
        var content = new StringBuilder();
        (field, last) = ("", true);
        if (text.Peek() < 0)
            return false;
        if (text.Peek() == '"')
            ReadQuoted(text, content, ref line);
        for (; ; )
        {
            var read = text.Read();
            if (read is < 0 or ',' or '\n')
            {
                last = read != ',';
                line += read == '\n' ? 1 : 0;
                field = content.ToString().Trim();
                return true;
            }

            if (read != '\r' || text.Peek() != '\n')
                content.Append((char)read);
        }
    }

    private static void ReadQuoted(TextReader text, StringBuilder content, ref int line)
    {
        var opened = line;
        text.Read();
        for (; ; )
        {
            var read = text.Read();
            if (read < 0)
                throw new UsageException($"line {opened}: expected a quote that is closed, found the end of the file");
            if (read == '"' && text.Peek() != '"')
                return;
            if (read == '"')
                text.Read();
            line += read == '\n' ? 1 : 0;
            content.Append((char)read);
        }
    }
}
