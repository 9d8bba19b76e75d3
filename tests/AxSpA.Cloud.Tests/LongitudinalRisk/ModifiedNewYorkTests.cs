using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using Shouldly;

namespace AxSpA.Cloud.Tests.LongitudinalRisk;

public class ModifiedNewYorkTests
{
    /// <summary>Left grade down, right grade across, 0 to 4 and then not gradable.</summary>
    private static readonly string[] Table =
    [
        "NNNRRU",
        "NNNRRU",
        "NNRRRU",
        "RRRRRR",
        "RRRRRR",
        "UUURRU",
    ];

    [Fact]
    public void Definite_is_grade_2_on_both_sides_or_grade_3_on_one()
    {
        for (var left = 0; left < Table.Length; left++)
        {
            for (var right = 0; right < Table.Length; right++)
            {
                var expected = Table[left][right] switch { 'R' => ReaderStatus.Radiographic, 'N' => ReaderStatus.NonRadiographic, _ => ReaderStatus.Unresolved };
                ModifiedNewYork.StatusOf(Grade(left), Grade(right)).ShouldBe(expected, $"left {left}, right {right}");
            }
        }

        static int? Grade(int number) => number > ModifiedNewYork.HighestGrade ? null : number;
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(0, -1)]
    public void Grade_that_there_is_not_is_refused(int left, int right)
        => Should.Throw<ArgumentOutOfRangeException>(() => ModifiedNewYork.StatusOf(left, right)).Message.ShouldContain("expected a grade of 0 to 4, found");
}
