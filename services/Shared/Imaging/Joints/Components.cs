namespace AxSpA.Cloud.Imaging;

/// <summary>Connected components of a plane of labels or of a mask.</summary>
public static class Components
{
    /// <summary>The largest component of the pixels that hold <paramref name="label"/>.</summary>
    /// <returns>A mask of the same size: 1 inside, 0 elsewhere; all 0 where no pixel holds the label.</returns>
    public static Plane<byte> Largest(Plane<byte> plane, byte label, Connectivity connectivity, ComponentTie tie)
    {
        ArgumentNullException.ThrowIfNull(plane);
        var mask = new byte[plane.Values.Length];
        var runs = RunsOf(plane, label);
        Connect(runs, connectivity);
        var root = RootOfLargest(runs, tie);
        for (var index = 0; index < runs.Count; index++)
        {
            if (runs[index].Root == root)
                mask.AsSpan((runs[index].Row * plane.Columns) + runs[index].From, runs[index].Length).Fill(1);
        }

        return new Plane<byte>(plane.Rows, plane.Columns, mask);
    }

    /// <summary>The number of components of the pixels that hold <paramref name="label"/>.</summary>
    public static int Count(Plane<byte> plane, byte label, Connectivity connectivity)
    {
        ArgumentNullException.ThrowIfNull(plane);
        var runs = RunsOf(plane, label);
        Connect(runs, connectivity);
        return runs.Where((run, index) => run.Root == index).Count();
    }

    private static List<Run> RunsOf(Plane<byte> plane, byte label)
    {
        var runs = new List<Run>();
        for (var row = 0; row < plane.Rows; row++)
        {
            var values = plane.Row(row);
            for (var from = values.IndexOf(label); from >= 0;)
            {
                var length = values[from..].IndexOfAnyExcept(label);
                var to = length < 0 ? values.Length : from + length;
                runs.Add(new Run(row, from, to, runs.Count));
                var next = values[to..].IndexOf(label);
                from = next < 0 ? -1 : to + next;
            }
        }

        return runs;
    }

    /// <summary>Joins runs of neighbouring rows. Afterwards every run's root is the first run of its component in scan order.</summary>
    private static void Connect(List<Run> runs, Connectivity connectivity)
    {
        var reach = connectivity == Connectivity.Eight ? 1 : 0;
        var above = 0;
        for (var index = 0; index < runs.Count; index++)
        {
            var run = runs[index];
            while (runs[above].Row < run.Row - 1 || (runs[above].Row == run.Row - 1 && runs[above].To + reach <= run.From))
                above++;
            for (var other = above; other < index && runs[other].Row == run.Row - 1 && runs[other].From < run.To + reach; other++)
                Join(runs, other, index);
        }

        for (var index = 0; index < runs.Count; index++)
            runs[index] = runs[index] with { Root = Root(runs, index) };
    }

    private static void Join(List<Run> runs, int one, int other)
    {
        var (a, b) = (Root(runs, one), Root(runs, other));
        var (first, second) = (Math.Min(a, b), Math.Max(a, b));
        runs[second] = runs[second] with { Root = first };
    }

    private static int Root(List<Run> runs, int index)
    {
        while (runs[index].Root != index)
        {
            // Halving the path keeps later searches short.
            runs[index] = runs[index] with { Root = runs[runs[index].Root].Root };
            index = runs[index].Root;
        }

        return index;
    }

    private static int RootOfLargest(List<Run> runs, ComponentTie tie)
    {
        var areas = new int[runs.Count];
        var starts = new (int Column, int Row)[runs.Count];
        Array.Fill(starts, (int.MaxValue, int.MaxValue));
        for (var index = 0; index < runs.Count; index++)
        {
            var run = runs[index];
            areas[run.Root] += run.Length;
            var start = (run.From, run.Row);
            if (start.CompareTo(starts[run.Root]) < 0)
                starts[run.Root] = start;
        }

        var best = -1;
        for (var root = 0; root < runs.Count; root++)
        {
            if (areas[root] == 0)
                continue;
            var equalButLater = best >= 0 && areas[root] == areas[best] && tie == ComponentTie.LastByColumns && starts[root].CompareTo(starts[best]) > 0;
            if (best < 0 || areas[root] > areas[best] || equalButLater)
                best = root;
        }

        return best;
    }

    private readonly record struct Run(int Row, int From, int To, int Root)
    {
        public int Length => To - From;
    }
}
