using AxSpA.Cloud.Training.Data;
using Shouldly;

namespace AxSpA.Cloud.Training.Tests.Data;

[Trait("Requirement", "TRA-04")]
public class SubjectSplitTests
{
    [Fact]
    public void Subject_is_on_one_side_and_classes_are_shared_out_in_proportion()
    {
        // 100 subjects of two radiographs, 20 of them positive at the second.
        TrainingCase[] cases = [.. Enumerable.Range(0, 200).Select(index => Case($"S{index / 2}", index % 2 == 1 && index / 2 % 5 == 0))];

        var split = SubjectSplit.Of(cases, 0.15, seed: 7);

        var training = Subjects(split.Training);
        var validation = Subjects(split.Validation);
        training.Intersect(validation).ShouldBeEmpty();
        (training.Count, validation.Count).ShouldBe((85, 15));
        split.Validation.Count(index => cases[index].Positive == true).ShouldBe(3);
        split.Describe(cases).ShouldBe("training: 170 radiographs of 85 subjects, 17 of 170 positive (10.0 %); validation: 30 radiographs of 15 subjects, 3 of 30 positive (10.0 %)");
        SubjectSplit.Of(cases, 0.15, seed: 7).Validation.ShouldBe(split.Validation);
        SubjectSplit.Of(cases, 0.15, seed: 8).Validation.ShouldNotBe(split.Validation);

        HashSet<string> Subjects(IReadOnlyList<int> part) => [.. part.Select(index => cases[index].Subject)];
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Few_subjects_leave_both_sides_one(int subjects)
    {
        var split = SubjectSplit.Of([.. Enumerable.Range(0, subjects).Select(index => Case($"S{index}", index == 0))], 0.15, seed: 1);

        split.Validation.Count.ShouldBe(1);
        split.Training.Count.ShouldBe(subjects - 1);
    }

    private static TrainingCase Case(string subject, bool positive) => new("", "", null, false, subject, null, positive);
}
