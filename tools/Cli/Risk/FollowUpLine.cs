using System.Globalization;
using System.Text.Json;
using AxSpA.Cloud.Grpc.V1;
using Google.Protobuf.Reflection;

namespace AxSpA.Cloud.Cli.Risk;

/// <summary>One line's filled columns; what is wrong with them goes to <paramref name="refuse"/>.</summary>
internal sealed class FollowUpLine(int line, IReadOnlyDictionary<string, string> cells, Action<LineRefusal> refuse)
{
    public int Line => line;

    public bool Has(string column) => cells.ContainsKey(column);

    public string Text(string column, string usual) => cells.GetValueOrDefault(column, usual);

    public void Refuse(string column, string description) => refuse(new LineRefusal(line, column, description));

    public int? Whole(string column)
    {
        if (!cells.TryGetValue(column, out var text))
            return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        Refuse(column, $"expected a whole number, found {text}");
        return null;
    }

    public DateTimeOffset? Time(string column)
    {
        if (!cells.TryGetValue(column, out var text))
            return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return time;
        Refuse(column, $"expected a time, as 2026-05-31T12:00:00Z, found {text}");
        return null;
    }

    public bool YesOrNo(string column)
    {
        switch (Text(column, "").ToUpperInvariant())
        {
            case "YES" or "TRUE" or "1":
                return true;
            case "NO" or "FALSE" or "0":
                return false;
            default:
                Refuse(column, $"expected yes or no, found {Text(column, "nothing")}");
                return false;
        }
    }

    /// <summary>A member of an enumeration of the wire, written as <c>non-radiographic-axspa</c>.</summary>
    public TEnum Member<TEnum>(string column)
        where TEnum : struct, Enum
    {
        var members = Enum.GetValues<TEnum>().Where(member => Convert.ToInt32(member, CultureInfo.InvariantCulture) != 0).ToDictionary(Written);
        if (cells.TryGetValue(column, out var text) && members.TryGetValue(text.ToLowerInvariant(), out var found))
            return found;
        Refuse(column, $"expected one of {string.Join(", ", members.Keys)}, found {text ?? "nothing"}");
        return default;
    }

    public Reading Reading()
    {
        var reading = new Reading
        {
            Visit = Text(FollowUpColumns.Visit, ""),
            Reader = Text(FollowUpColumns.Reader, ""),
            Role = Member<ReaderRole>(FollowUpColumns.Role),
            Blinded = Has(FollowUpColumns.Blinded) && YesOrNo(FollowUpColumns.Blinded),
        };
        if (Whole(FollowUpColumns.LeftGrade) is { } left)
            reading.LeftGrade = left;
        if (Whole(FollowUpColumns.RightGrade) is { } right)
            reading.RightGrade = right;
        if (Has(FollowUpColumns.Status))
            reading.Status = Member<ReaderStatus>(FollowUpColumns.Status);
        return reading;
    }

    public Withdrawal Withdrawal() => new()
    {
        Withdraws = Member<WithdrawnRecord>(FollowUpColumns.Withdraw),
        Visit = Text(FollowUpColumns.Visit, ""),
        Reader = Text(FollowUpColumns.Reader, ""),
    };

    /// <summary>An empty cell is "not collected".</summary>
    public Characteristics Characteristics()
    {
        var characteristics = new Characteristics();
        foreach (var field in FollowUpColumns.Characteristics.Where(field => Has(field.Name)))
        {
            switch (field.FieldType)
            {
                case FieldType.Bool:
                    field.Accessor.SetValue(characteristics, YesOrNo(field.Name));
                    break;
                case FieldType.Double:
                    field.Accessor.SetValue(characteristics, Number(field.Name));
                    break;
                default:
                    field.Accessor.SetValue(characteristics, Member<Sex>(field.Name));
                    break;
            }
        }

        return characteristics;
    }

    private double Number(string column)
    {
        if (double.TryParse(cells[column], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return number;
        Refuse(column, $"expected a number, found {cells[column]}");
        return 0;
    }

    private static string Written<TEnum>(TEnum member)
        where TEnum : struct, Enum
        => JsonNamingPolicy.KebabCaseLower.ConvertName(member.ToString());
}
