using System.Globalization;
using System.Text;
using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Training.Tests.Classification;

/// <summary>A few small radiographs with label maps in a temporary folder: a bright sacrum between two ilia, and in the ill ones brighter joints.</summary>
internal sealed class DrawnCohort : IDisposable
{
    private const int Rows = 96, Columns = 144;

    /// <param name="subjects">Half of them ill.</param>
    public DrawnCohort(int subjects)
    {
        var table = new StringBuilder("image,label_map,subject,class\n");
        for (var subject = 0; subject < subjects; subject++)
        {
            var ill = subject % 2;
            File.WriteAllBytes(Path.Combine(Folder, $"{subject}.png"), PngImage.Encode(Picture(subject, ill == 1)));
            File.WriteAllBytes(Path.Combine(Folder, $"{subject}-labels.png"), PngImage.Encode(Labels()));
            table.Append(CultureInfo.InvariantCulture, $"{subject}.png,{subject}-labels.png,S{subject},{ill}\n");
        }

        File.WriteAllText(Table, table.ToString());
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("axspa-cohort-").FullName;

    public string Table => Path.Combine(Folder, "data.csv");

    public static Radiograph Picture(int seed, bool ill)
    {
        var chance = new Random(seed);
        var grey = new ushort[Rows * Columns];
        for (var index = 0; index < grey.Length; index++)
        {
            var (row, column) = (index / Columns, index % Columns);
            var bone = Label(row, column) != 0 ? 90 : 30;
            var lesion = ill && row is > 30 and < 60 && (Math.Abs(column - 52) < 4 || Math.Abs(column - 92) < 4) ? 80 : 0;
            grey[index] = (ushort)(bone + lesion + chance.Next(40));
        }

        return new Radiograph(new Plane<ushort>(Rows, Columns, grey), GreyDepth.Eight);
    }

    public static Plane<byte> Labels()
        => new(Rows, Columns, [.. Enumerable.Range(0, Rows * Columns).Select(index => Label(index / Columns, index % Columns))]);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static byte Label(int row, int column) => (row, column) switch
    {
        ( > 24 and < 64, >= 53 and <= 91) => (byte)BoneLabel.Sacrum,
        ( > 12 and < 80, >= 20 and < 52) => (byte)BoneLabel.RightIlium,
        ( > 12 and < 80, > 92 and < 124) => (byte)BoneLabel.LeftIlium,
        _ => (byte)BoneLabel.Background,
    };
}
