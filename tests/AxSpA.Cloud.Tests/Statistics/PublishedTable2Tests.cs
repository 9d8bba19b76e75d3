using AxSpA.Cloud.Statistics.Diagnosis;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Statistics;

/// <summary>The publication's rates from the only integer confusion matrices that fit them.</summary>
public class PublishedTable2Tests
{
    public static TheoryData<string, string> Rows
        => [.. Lines.Select(row => (row[0], row[1]))];

    private static string[][] Lines => [.. File.ReadAllLines(Golden.File("stats/table2_confusion.csv")).Skip(1).Select(line => line.Split(','))];

    [Theory]
    [MemberData(nameof(Rows))]
    [Trait("Requirement", "STA-02")]
    public void Rates_of_table_2_follow_from_the_integer_matrices(string set, string model)
    {
        var row = Lines.Single(line => line[0] == set && line[1] == model);
        var matrix = new ConfusionMatrix(int.Parse(row[8]), int.Parse(row[9]), int.Parse(row[10]), int.Parse(row[11]));

        // Printed with three digits.
        matrix.Sensitivity!.Value.ShouldBe(GoldenScores.Number(row[5]), 5.01e-4);
        matrix.Specificity!.Value.ShouldBe(GoldenScores.Number(row[6]), 5.01e-4);
        matrix.BalancedAccuracy!.Value.ShouldBe(GoldenScores.Number(row[7]), 5.01e-4);
        (matrix.Positives, matrix.Negatives).ShouldBe((int.Parse(row[2]), int.Parse(row[3])));
    }
}
