using System.Text;
using AxSpA.Cloud.Phantoms.Cohorts;
using AxSpA.Cloud.Phantoms.Writing;
using Shouldly;

namespace AxSpA.Cloud.Tests.Phantoms;

[Trait("Requirement", "PHA-02")]
public class PhantomManifestTests
{
    private const string Head = "file,label_map,subject,site,visit,visit_date,grade_left,grade_right,truth,reader_1_left,reader_1_right,readers_status";
    private const string Row = "radiographs/a.dcm,label_maps/a.png,a,clinic,0,2018-05-31,2,3,1,1,2,0";

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Manifest_of_a_cohort_reads_as_it_was_written(int readers)
    {
        var cohort = PhantomCohort.Of(new CohortPlan { Seed = 1, Subjects = 9, Sites = [new("a", 0.5), new("b", 0.2)], Visits = 3, Readers = readers });
        var written = PhantomManifest.Of(cohort);

        var read = PhantomManifest.Parse("manifest.csv", written.ToBytes());

        read.Readers.ShouldBe(readers);
        read.Rows.Count.ShouldBe(27);
        read.ToBytes().ShouldBe(written.ToBytes());
        foreach (var (row, expected) in read.Rows.Zip(written.Rows))
        {
            (row with { Readings = [] }).ShouldBe(expected with { Readings = [] }, row.File);
            row.Readings.ShouldBe(expected.Readings);
        }
    }

    [Fact]
    public void Columns_are_the_documented_ones()
    {
        Encoding.UTF8.GetString(new PhantomManifest(1, []).ToBytes()).ShouldBe(Head + "\n");
        string.Join(',', PhantomManifest.ColumnsOf(2)).ShouldContain("truth,reader_1_left,reader_1_right,reader_2_left,reader_2_right,readers_status");
        var row = Parse(Head, Row).Rows.Single();
        (row.File, row.LabelMap, row.Subject, row.Site, row.Visit, row.VisitDate).ShouldBe(("radiographs/a.dcm", "label_maps/a.png", "a", "clinic", 0, new DateOnly(2018, 5, 31)));
        (row.GradeLeft, row.GradeRight, row.Truth, row.Readings.Single(), row.ReadersStatus).ShouldBe((2, 3, true, new ReaderGrades(1, 2), false));
        CohortFiles.MasksOf(row).ShouldBe("masks/a.png");
    }

    [Theory]
    [InlineData("radiographs/a.dcm", "", "file: expected a path below the manifest's folder, found nothing")]
    [InlineData("radiographs/a.dcm", "/a.dcm", "file: expected a path below the manifest's folder, found '/a.dcm'")]
    [InlineData("label_maps/a.png", "../a.png", "label_map: expected a path below the manifest's folder, found '../a.png'")]
    [InlineData(",a,clinic", ",,clinic", "subject: expected a name, found nothing")]
    [InlineData("clinic", "", "site: expected a name, found nothing")]
    [InlineData("clinic,0", "clinic,-1", "visit: expected a whole number from 0, found '-1'")]
    [InlineData("2018-05-31", "2018-02-30", "visit_date: expected a day as 2018-05-31, found '2018-02-30'")]
    [InlineData("31,2,3,1", "31,5,3,1", "grade_left: expected a grade 0 to 4, found '5'")]
    [InlineData("31,2,3,1", "31,2,x,1", "grade_right: expected a grade 0 to 4, found 'x'")]
    [InlineData("31,2,3,1", "31,2,3,yes", "truth: expected 0 or 1, found 'yes'")]
    [InlineData("31,2,3,1", "31,2,3,0", "truth: expected 1 by the modified New York criterion of the grades 2 and 3, found '0'")]
    [InlineData("1,1,2,0", "1,1,,0", "reader_1_right: expected a grade 0 to 4, found nothing")]
    [InlineData("1,1,2,0", "1,1,2,2", "readers_status: expected 0 or 1, found '2'")]
    public void Wrong_cell_is_named_by_line_and_column(string right, string wrong, string expected)
    {
        Row.ShouldContain(right);
        Problems(Head, Row.Replace("a.dcm", "b.dcm", StringComparison.Ordinal).Replace(",a,", ",b,", StringComparison.Ordinal), Row.Replace(right, wrong, StringComparison.Ordinal))
            .ShouldBe([$"line 3, column {expected}"]);
    }

    [Fact]
    public void Every_wrong_line_is_listed()
    {
        var refused = Should.Throw<ManifestRefusedException>(() => Parse(Head, Row, "radiographs/b.dcm,label_maps/b.png", Row));
        refused.Problems.ShouldBe(
        [
            "line 3: expected 12 columns, found 2",
            "line 4, column file: expected each file once, found 'radiographs/a.dcm' of line 2 again",
            "line 4, column visit: expected each visit of a subject once, found visit 0 of line 2 again",
        ]);
        refused.Message.ShouldStartWith("cohort/manifest.csv has 3 mistakes\n  line 3: ");
    }

    [Fact]
    public void Head_that_is_another_and_a_table_without_rows_are_refused()
    {
        Problems().Single().ShouldBe("line 1: expected a head file,label_map,subject,site,…, found an empty file");
        Problems("id,truth").Single().ShouldBe($"line 1: expected the columns {Head}, found id,truth");
        Problems(Head.Replace("reader_1_right,", "", StringComparison.Ordinal), Row).Single().ShouldStartWith("line 1: expected the columns ");
        Problems(Head).Single().ShouldBe("line 2: expected radiographs below the head, found none");
    }

    private static IReadOnlyList<string> Problems(params string[] lines) => Should.Throw<ManifestRefusedException>(() => Parse(lines)).Problems;

    private static PhantomManifest Parse(params string[] lines) => PhantomManifest.Parse("cohort/manifest.csv", Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
}
