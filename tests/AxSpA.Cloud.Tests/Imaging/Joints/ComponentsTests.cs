using AxSpA.Cloud.Imaging;
using Shouldly;
using static AxSpA.Cloud.Tests.Imaging.Planes;

namespace AxSpA.Cloud.Tests.Imaging;

public class ComponentsTests
{
    [Fact]
    public void Diagonal_contact_holds_with_eight_neighbours_only()
    {
        var plane = Bytes(
            "1000",
            "0100",
            "0011");
        ShouldEqual(Components.Largest(plane, 1, Connectivity.Eight, ComponentTie.FirstByRows), plane);
        ShouldEqual(Components.Largest(plane, 1, Connectivity.Four, ComponentTie.FirstByRows), Bytes("0000", "0000", "0011"));
        Components.Count(plane, 1, Connectivity.Four).ShouldBe(3);
    }

    [Fact]
    public void Two_arms_that_meet_below_are_one_component()
        => Components.Count(Bytes("10101", "10101", "11111"), 1, Connectivity.Four).ShouldBe(1);

    [Fact]
    public void Of_equal_components_the_rule_decides()
    {
        // By rows the upper right one comes first; by columns it comes last.
        var plane = Bytes("001", "001", "110");
        ShouldEqual(Components.Largest(plane, 1, Connectivity.Four, ComponentTie.FirstByRows), Bytes("001", "001", "000"));
        ShouldEqual(Components.Largest(plane, 1, Connectivity.Four, ComponentTie.LastByColumns), Bytes("001", "001", "000"));
        var turned = Bytes("011", "100", "100");
        ShouldEqual(Components.Largest(turned, 1, Connectivity.Four, ComponentTie.FirstByRows), Bytes("011", "000", "000"));
        ShouldEqual(Components.Largest(turned, 1, Connectivity.Four, ComponentTie.LastByColumns), Bytes("011", "000", "000"));
        var stacked = Bytes("11", "00", "11");
        ShouldEqual(Components.Largest(stacked, 1, Connectivity.Four, ComponentTie.FirstByRows), Bytes("11", "00", "00"));
        ShouldEqual(Components.Largest(stacked, 1, Connectivity.Four, ComponentTie.LastByColumns), Bytes("00", "00", "11"));
    }

    [Fact]
    public void Missing_label_gives_an_empty_mask()
        => ShouldEqual(Components.Largest(Bytes("12"), 3, Connectivity.Four, ComponentTie.FirstByRows), Bytes("00"));

    [Theory]
    [InlineData(Connectivity.Four, ComponentTie.FirstByRows)]
    [InlineData(Connectivity.Eight, ComponentTie.FirstByRows)]
    [InlineData(Connectivity.Four, ComponentTie.LastByColumns)]
    [InlineData(Connectivity.Eight, ComponentTie.LastByColumns)]
    public void Largest_component_equals_that_of_a_flood_fill(Connectivity connectivity, ComponentTie tie)
    {
        var random = new Random(11);
        for (var round = 0; round < 400; round++)
        {
            var plane = RandomBytes(random, 14, 3);
            var components = FloodFill(plane, connectivity, byColumns: tie == ComponentTie.LastByColumns);
            Components.Count(plane, 1, connectivity).ShouldBe(components.Count);
            var largest = components.Count == 0 ? 0 : components.Max(component => component.Count);
            var expected = tie == ComponentTie.FirstByRows
                ? components.Find(component => component.Count == largest)
                : components.FindLast(component => component.Count == largest);
            var mask = Generate(plane.Rows, plane.Columns, (row, column) => expected?.Contains((row, column)) == true ? (byte)1 : (byte)0);
            ShouldEqual(Components.Largest(plane, 1, connectivity, tie), mask, $"round {round}");
        }
    }

    [Fact]
    public void Cleaning_keeps_one_component_a_bone_and_leaves_the_background()
    {
        var labels = Bytes(
            "1100002",
            "1100022",
            "0000000",
            "1033003");
        ShouldEqual(LabelMaps.KeepLargestComponents(labels), Bytes(
            "1100002",
            "1100022",
            "0000000",
            "0033000"));
        LabelMaps.Areas(labels).ShouldBe(new BoneAreas(5, 3, 3));
    }

    [Fact]
    public void Unknown_label_is_refused()
        => Should.Throw<ArgumentException>(() => LabelMaps.KeepLargestComponents(Bytes("04"))).Message.ShouldContain("values 0..3");

    /// <summary>Components in the scan order asked for, each found by walking from neighbour to neighbour.</summary>
    private static List<HashSet<(int Row, int Column)>> FloodFill(Plane<byte> plane, Connectivity connectivity, bool byColumns)
    {
        var order = Enumerable.Range(0, plane.Rows).SelectMany(row => Enumerable.Range(0, plane.Columns).Select(column => (Row: row, Column: column)));
        if (byColumns)
            order = order.OrderBy(pixel => pixel.Column).ThenBy(pixel => pixel.Row);
        var components = new List<HashSet<(int, int)>>();
        foreach (var start in order.Where(pixel => plane[pixel.Row, pixel.Column] == 1))
        {
            if (components.Exists(component => component.Contains(start)))
                continue;
            var component = new HashSet<(int, int)> { start };
            var open = new Stack<(int Row, int Column)>([start]);
            while (open.TryPop(out var pixel))
            {
                foreach (var next in Neighbours(pixel, connectivity).Where(next => Holds(plane, next) && component.Add(next)))
                    open.Push(next);
            }

            components.Add(component);
        }

        return components;
    }

    private static bool Holds(Plane<byte> plane, (int Row, int Column) pixel)
        => pixel.Row >= 0 && pixel.Row < plane.Rows && pixel.Column >= 0 && pixel.Column < plane.Columns && plane[pixel.Row, pixel.Column] == 1;

    private static IEnumerable<(int Row, int Column)> Neighbours((int Row, int Column) pixel, Connectivity connectivity)
        => from down in Enumerable.Range(-1, 3)
           from across in Enumerable.Range(-1, 3)
           where connectivity == Connectivity.Eight || Math.Abs(down) + Math.Abs(across) == 1
           select (pixel.Row + down, pixel.Column + across);
}
