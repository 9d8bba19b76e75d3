using Shouldly;

namespace AxSpA.Cloud.Tests.Evaluation;

/// <summary>Wrong files and wrong cut-offs: every place is named, and nothing is written.</summary>
[Trait("Requirement", "REG-06")]
public class EvaluateRefusalTests
{
    [Theory]
    [InlineData("", "line 1: expected a head 'id,truth,…' with a column for each model, found an empty file")]
    [InlineData("id,truth,m\n", "line 2: expected cases below the head, found none")]
    [InlineData("id,m\na,0.5\n", "line 1: expected a column 'truth', found id, m")]
    [InlineData("id,truth\na,1\n", "line 1: expected a column of scores for at least one model, found id, truth")]
    [InlineData("id,truth,m,m\na,1,0.5,0.5\n", "line 1: expected each column once, found 'm' 2 times")]
    [InlineData("id;truth;m\na;1;0,5\n", "line 1: expected columns separated by commas, found semicolons")]
    [InlineData("id,truth,m\na,1,NaN\n", "line 2, column m: expected a score 0 to 1, found 'NaN'")]
    [InlineData("id,truth,m\na,1,1.01\n", "line 2, column m: expected a score 0 to 1, found '1.01'")]
    [InlineData("id,truth,m\na,1,\n", "line 2, column m: expected a score 0 to 1, found nothing")]
    [InlineData("id,truth,m\na,yes,0.5\n", "line 2, column truth: expected 0 or 1, found 'yes'")]
    [InlineData("id,truth,m\na,1,0.5\na,0,0.5\n", "line 3, column id: expected each id once a set, found 'a' of line 2 again")]
    [InlineData("id,truth,m\na,1\n", "line 2: expected 3 columns, found 2")]
    [InlineData("id,truth,m\n\"a,1,0.5\nb,0,0.1\n", "line 2: expected 3 columns, found 1")]
    [InlineData("id,set,truth,m\na,,1,0.5\n", "line 2, column set: expected a name, found nothing")]
    public async Task Wrong_file_is_refused_by_its_line(string csv, string words)
    {
        using var evaluated = await EvaluatedFolder.OfAsync(csv);

        evaluated.Run.Code.ShouldBe(2);
        evaluated.Run.Errors.ShouldContain(words);
        evaluated.WroteNothing.ShouldBeTrue();
    }

    [Fact]
    public async Task Every_mistake_is_named_not_the_first_alone()
    {
        using var evaluated = await EvaluatedFolder.OfAsync("id,truth,m\na,2,0.5\nb,1,x\nc,1,0.5\n,1,-0.1\n");

        evaluated.Run.Errors.ShouldContain("4 mistakes");
        foreach (var place in new[] { "line 2, column truth", "line 3, column m", "line 5, column id", "line 5, column m" })
            evaluated.Run.Errors.ShouldContain(place);
    }

    [Theory]
    [InlineData("1.5", "expected a number 0 to 1, MODEL=NUMBER,… or best, found 1.5")]
    [InlineData("NaN", "found NaN")]
    [InlineData("one=0.5", "expected a number for each model, found none for two")]
    [InlineData("one=0.5,three=0.5", "expected a model of the file (one, two), found three")]
    [InlineData("one=0.5,two=x", "found two=x")]
    [InlineData("one=0.5,one=0.6,two=0.1", "expected each model once, found one again")]
    public async Task Wrong_cutoff_is_refused(string cutoff, string words)
    {
        using var evaluated = await EvaluatedFolder.OfAsync("id,truth,one,two\na,1,0.5,0.5\nb,0,0.1,0.1\n", "--cutoff", cutoff);

        evaluated.Run.Code.ShouldBe(2);
        evaluated.Run.Errors.ShouldContain("--cutoff: ");
        evaluated.Run.Errors.ShouldContain(words);
        evaluated.WroteNothing.ShouldBeTrue();
    }

    [Fact]
    public async Task Best_cutoff_of_one_class_does_not_exist()
    {
        using var evaluated = await EvaluatedFolder.OfAsync("id,set,truth,m\na,x,1,0.5\nb,x,0,0.5\nc,y,1,0.4\n", "--cutoff", "best");

        evaluated.Run.Code.ShouldBe(2);
        evaluated.Run.Errors.ShouldContain("found one class alone in set y");
    }

    [Fact]
    public async Task Windows_line_ends_and_a_byte_order_mark_are_read()
    {
        using var evaluated = await EvaluatedFolder.OfAsync("\uFEFFid,truth,m\r\na,1,0.9\r\nb,0,0.1\r\n");

        evaluated.Run.Code.ShouldBe(0);
        evaluated.Sets.GetProperty("all").GetProperty("n").GetInt32().ShouldBe(2);
    }
}
