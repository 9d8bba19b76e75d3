using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Training.Data;
using AxSpA.Cloud.Training.Runs;
using Shouldly;

namespace AxSpA.Cloud.Training.Tests.Data;

public class TrainingTableTests
{
    [Fact]
    [Trait("Requirement", "TRA-03")]
    public void Everything_wrong_is_listed_with_its_line_before_anything_is_trained()
    {
        using var folder = new ScratchFolder();
        var (radiograph, labels) = DrawnPelvis.Draw(1);
        folder.Write("good.png", PngImage.Encode(radiograph));
        folder.Write("labels.png", PngImage.Encode(labels));
        folder.Write("broken.png", [1, 2, 3]);
        folder.Write("small.png", PngImage.Encode(new Plane<byte>(100, 100, [.. Enumerable.Repeat((byte)1, 10_000)])));
        folder.Write("four.png", PngImage.Encode(new Plane<byte>(120, 100, [.. Enumerable.Repeat((byte)4, 12_000)])));
        folder.Write("mirrored.png", PngImage.Encode(Orientation.MirrorColumns(labels)));
        folder.Write("empty.png", PngImage.Encode(new Plane<byte>(120, 100, new byte[12_000])));
        for (var copy = 4; copy <= 8; copy++)
            folder.Write($"good{copy}.png", PngImage.Encode(DrawnPelvis.Draw(copy).Radiograph));
        var table = folder.Write("data.csv", """
            image,label_map,subject
            broken.png,labels.png,A
            good.png,,A
            good4.png,small.png,B
            good5.png,four.png,B
            good6.png,mirrored.png,C
            good7.png,missing.nii.gz,C
            good8.png,empty.png,
            one,two
            """);

        var message = Should.Throw<TrainingRefusedException>(() => Prepare(table, DataNeeds.LabelMaps, folder)).Message;

        message.ShouldContain("data.csv, line 2: image: expected");
        message.ShouldContain("data.csv, line 3, column label_map: expected a file, found nothing");
        message.ShouldContain("data.csv, line 4: label_map: expected the size of the image, 120 x 100 (rows x columns), found 100 x 100");
        message.ShouldContain("data.csv, line 5: label_map: expected labels 0 (background), 1 (sacrum), 2 (left ilium), 3 (right ilium), found 4");
        message.ShouldContain("data.csv, line 6: label_map: expected the left ilium (2) at the right of the picture");
        message.ShouldContain("data.csv, line 7, column label_map: expected a file, found none at missing.nii.gz");
        message.ShouldContain("data.csv, line 8, column subject: expected a name, found nothing");
        message.ShouldContain("data.csv, line 9: expected 3 values, found 2");
        message.ShouldStartWith("--data: 8 mistakes");
    }

    [Theory]
    [Trait("Requirement", "TRA-03")]
    [InlineData("", "line 1: expected a head")]
    [InlineData("image,label_map,subject,class\n", "line 2: expected rows below the head, found none")]
    [InlineData("image;subject;class\n", "separated by commas, found semicolons")]
    [InlineData("image,subject\na.png,A\n", "expected a column 'class' (0 or 1), found image, subject")]
    [InlineData("image,file,subject,class\n", "expected either of the columns image and file, found both")]
    [InlineData("image,subject,class\na.png,A,0\nb.png,B,0\n", "expected radiographs of both classes, found class 0 alone")]
    [InlineData("image,subject,class\na.png,A,0\nb.png,B,2\n", "line 3, column class: expected 0 or 1, found 2")]
    [InlineData("image,subject,class\na.png,A,0\nb.png,B,\n", "line 3, column class: expected 0 or 1, found nothing")]
    [InlineData("image,subject,class\na.png,A,0\nb.png,A,1\n", "expected at least two subjects")]
    [InlineData("image,subject,class\na.png,A,0\na.png,B,1\n", "line 3: expected each image once, found the image of data.csv, line 2 again")]
    public void Table_that_cannot_be_trained_on_is_refused(string text, string expected)
    {
        using var folder = new ScratchFolder();
        folder.Write("a.png", PngImage.Encode(DrawnPelvis.Draw(1).Radiograph));
        folder.Write("b.png", PngImage.Encode(DrawnPelvis.Draw(2).Radiograph));

        var refusal = Should.Throw<TrainingRefusedException>(() => Prepare(folder.Write("data.csv", text), DataNeeds.Classes, folder));

        refusal.Message.ShouldContain(expected);
    }

    [Fact]
    [Trait("Requirement", "TRA-04")]
    public void Phantom_manifest_is_a_table_and_known_as_one()
    {
        using var folder = new ScratchFolder();
        folder.Write("a.dcm", [1]);
        folder.Write("a_labels.png", [1]);
        folder.Write("b.dcm", [1]);
        var table = folder.Write("manifest.csv", """
            file,label_map,subject,site,visit,visit_date,grade_left,grade_right,truth,reader_1_left,reader_1_right,readers_status
            a.dcm,a_labels.png,S1,north,0,2020-01-01,3,0,1,2,0,1
            b.dcm,a_labels.png,S2,north,0,2020-01-01,0,0,0,0,0,0
            """);

        var read = TrainingTable.Read([table], DataNeeds.LabelMaps | DataNeeds.Classes);

        read.Problems.ShouldBeEmpty();
        read.HasPhantoms.ShouldBeTrue();
        read.Cases.Select(one => (one.Subject, one.Site, one.Positive)).ShouldBe([("S1", "north", true), ("S2", "north", false)]);
        read.Cases[0].Image.ShouldBe(folder["a.dcm"]);
    }

    [Fact]
    [Trait("Requirement", "TRA-04")]
    public void Digest_and_order_depend_on_content_alone()
    {
        using var folder = new ScratchFolder();
        var table = DrawnPelvis.WriteTable(folder, 5);
        var lines = File.ReadAllLines(table);
        var reversed = folder.Write("reversed.csv", string.Join('\n', lines.Take(1).Concat(lines.Skip(1).Reverse())));
        var other = folder.Write("other.csv", File.ReadAllText(table).Replace("S0,0", "S0,1", StringComparison.Ordinal));

        using var first = Prepare(table, DataNeeds.LabelMaps, folder);
        using var second = Prepare(reversed, DataNeeds.LabelMaps, folder);
        using var third = Prepare(other, DataNeeds.LabelMaps, folder);

        second.Digest.ShouldBe(first.Digest);
        second.Cases.Select(one => one.Subject).ShouldBe(first.Cases.Select(one => one.Subject));
        third.Digest.ShouldNotBe(first.Digest);
    }

    [Fact]
    public void Pictures_beyond_the_memory_come_back_from_the_folder()
    {
        using var folder = new ScratchFolder();
        using (var store = new PictureStore(folder["cache"], 4, budget: 5))
        {
            store.Write(2, [1, 2, 3]);
            store.Write(0, [4, 5, 6, 7]);
            store.Write(3, [8]);
            store.Arrange([0, 2, 3]);

            store.InMemory.ShouldBeFalse();
            store.Has(1).ShouldBeFalse();
            store.Read(0).ShouldBe([4, 5, 6, 7]);
            store.Read(1).ShouldBe([1, 2, 3]);
            store.Read(2).ShouldBe([8]);
        }

        Directory.EnumerateFiles(folder["cache"]).ShouldBeEmpty();
    }

    private static PreparedCases Prepare(string table, DataNeeds needs, ScratchFolder folder)
        => PreparedCases.Prepare(TrainingTable.Read([table], needs), needs, (_, _) => [1], folder["cache"], new TrainingConsole(TextWriter.Null), TestContext.Current.CancellationToken);
}
