using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Training.Runs;

namespace AxSpA.Cloud.Training.Tests.Data;

/// <summary>Three bright ellipses on a grey ground, a bone each: as much of a pelvis as a tiny network needs.</summary>
internal static class DrawnPelvis
{
    public static (Radiograph Radiograph, Plane<byte> Labels) Draw(int number, int rows = 120, int columns = 100)
    {
        var draw = Training.Runs.Draw.At(number);
        var (row, column, size) = (0.5 + draw.Between(-0.06, 0.06), 0.5 + draw.Between(-0.05, 0.05), draw.Between(0.9, 1.1));
        var ground = draw.Between(8_000, 14_000);
        var (grey, labels) = (new ushort[rows * columns], new byte[rows * columns]);
        for (var index = 0; index < grey.Length; index++)
        {
            var (y, x) = ((double)(index / columns) / rows, (double)(index % columns) / columns);
            labels[index] = Inside(row, column, 0.13) ? (byte)BoneLabel.Sacrum
                : Inside(row - 0.03, column + 0.28, 0.12) ? (byte)BoneLabel.LeftIlium
                : Inside(row - 0.03, column - 0.28, 0.12) ? (byte)BoneLabel.RightIlium
                : (byte)BoneLabel.Background;
            grey[index] = (ushort)(ground + (8_000 * y) + draw.Between(-600, 600) + (labels[index] switch { 0 => 0, 1 => 24_000, _ => 15_000 }));

            bool Inside(double middleRow, double middleColumn, double radius)
                => Math.Pow((y - middleRow) / (1.5 * radius), 2) + Math.Pow((x - middleColumn) / radius, 2) < size;
        }

        return (new Radiograph(new Plane<ushort>(rows, columns, grey), GreyDepth.Sixteen), new Plane<byte>(rows, columns, labels));
    }

    /// <summary>Pictures, label maps and the table of them.</summary>
    /// <returns>The table's path.</returns>
    public static string WriteTable(ScratchFolder folder, int count)
    {
        var lines = new List<string> { "image,label_map,subject,class" };
        for (var number = 0; number < count; number++)
        {
            var (radiograph, labels) = Draw(number);
            folder.Write($"images/{number}.png", PngImage.Encode(radiograph));
            folder.Write($"labels/{number}.png", PngImage.Encode(labels));
            lines.Add($"images/{number}.png,labels/{number}.png,S{number},{number % 2}");
        }

        return folder.Write("data.csv", string.Join('\n', lines) + "\n");
    }
}
