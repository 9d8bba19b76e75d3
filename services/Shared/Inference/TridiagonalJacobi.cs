namespace AxSpA.Cloud.Inference;

/// <summary>Largest eigenpair of a small symmetric tridiagonal matrix by cyclic Jacobi rotations.</summary>
internal static class TridiagonalJacobi
{
    private const int Sweeps = 30;

    /// <param name="diagonal">Diagonal, n values.</param>
    /// <param name="beside">Values beside the diagonal; the first n - 1 count.</param>
    public static (double Value, double[] Vector) Largest(IReadOnlyList<double> diagonal, IReadOnlyList<double> beside)
    {
        var n = diagonal.Count;
        var matrix = new double[n, n];
        var vectors = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            matrix[i, i] = diagonal[i];
            vectors[i, i] = 1;
            if (i + 1 < n)
                matrix[i, i + 1] = matrix[i + 1, i] = beside[i];
        }

        for (var sweep = 0; sweep < Sweeps && !Sweep(matrix, vectors); sweep++)
        {
        }

        var largest = 0;
        for (var i = 1; i < n; i++)
        {
            if (matrix[i, i] > matrix[largest, largest])
                largest = i;
        }

        var vector = new double[n];
        for (var i = 0; i < n; i++)
            vector[i] = vectors[i, largest];
        return (matrix[largest, largest], vector);
    }

    /// <returns>True where nothing was left to rotate.</returns>
    private static bool Sweep(double[,] matrix, double[,] vectors)
    {
        var n = matrix.GetLength(0);
        var diagonal = true;
        for (var p = 0; p < n - 1; p++)
        {
            for (var q = p + 1; q < n; q++)
            {
                // Below the rounding of the two diagonal values a rotation changes nothing.
                if (Math.Abs(matrix[p, q]) <= 1e-17 * (Math.Abs(matrix[p, p]) + Math.Abs(matrix[q, q])))
                    continue;
                diagonal = false;
                Rotate(matrix, vectors, p, q);
            }
        }

        return diagonal;
    }

    private static void Rotate(double[,] matrix, double[,] vectors, int p, int q)
    {
        var theta = (matrix[q, q] - matrix[p, p]) / (2 * matrix[p, q]);
        var tangent = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        var cosine = 1 / Math.Sqrt((tangent * tangent) + 1);
        var sine = tangent * cosine;
        var n = matrix.GetLength(0);
        for (var k = 0; k < n; k++)
            (matrix[k, p], matrix[k, q]) = Turn(matrix[k, p], matrix[k, q]);
        for (var k = 0; k < n; k++)
            (matrix[p, k], matrix[q, k]) = Turn(matrix[p, k], matrix[q, k]);
        for (var k = 0; k < n; k++)
            (vectors[k, p], vectors[k, q]) = Turn(vectors[k, p], vectors[k, q]);

        (double First, double Second) Turn(double first, double second)
            => ((cosine * first) - (sine * second), (sine * first) + (cosine * second));
    }
}
