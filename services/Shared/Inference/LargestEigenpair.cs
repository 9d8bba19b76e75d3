using System.Numerics.Tensors;

namespace AxSpA.Cloud.Inference;

/// <summary>The largest eigenvalue of a symmetric positive semi-definite matrix, and its vector.</summary>
/// <remarks>
/// Restarted Lanczos iteration with full reorthogonalisation (Golub and Van Loan, Matrix Computations, chapter 10); the small tridiagonal
/// problem is solved by Jacobi rotations. It starts from a fixed vector, so the same matrix always gives the same bits.
/// </remarks>
public static class LargestEigenpair
{
    private const int Basis = 24;
    private const int Restarts = 50;
    private const double Tolerance = 1e-9;

    /// <summary>Eigenpair with residual |Mv - λv| ≤ 1e-9 λ; where several eigenvalues are that close, a vector of their common space.</summary>
    /// <param name="matrix">Side × side, symmetric, no negative eigenvalue.</param>
    /// <param name="side">Rows and columns.</param>
    /// <returns>The value and a vector of length 1; value 0 and a zero vector for a zero matrix.</returns>
    /// <exception cref="ArgumentException">The number of values is not side × side, or a value is not finite.</exception>
    public static (double Value, double[] Vector) Of(double[] matrix, int side)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (matrix.Length != side * side)
            throw new ArgumentException($"expected {side} x {side} values, found {matrix.Length}", nameof(matrix));
        var norm = TensorPrimitives.Norm<double>(matrix);
        if (!double.IsFinite(norm))
            throw new ArgumentException("expected finite values, found others", nameof(matrix));
        if (norm == 0)
            return (0, new double[side]);

        var vector = Start(matrix, side);
        var value = 0.0;
        for (var restart = 0; restart < Restarts; restart++)
        {
            (value, vector, var residual) = Improve(matrix, vector);
            if (residual <= Tolerance * value)
                break;
        }

        return (value, vector);
    }

    /// <summary>The matrix's longest row, which is never orthogonal to the wanted vector in practice, plus a little of every direction.</summary>
    private static double[] Start(double[] matrix, int side)
    {
        var longest = 0;
        for (var row = 1; row < side; row++)
        {
            if (matrix[(row * side) + row] > matrix[(longest * side) + longest])
                longest = row;
        }

        var start = matrix.AsSpan(longest * side, side).ToArray();
        var scale = TensorPrimitives.Norm<double>(start) * 1e-3;
        var random = new Random(1);
        for (var index = 0; index < side; index++)
            start[index] += scale * (random.NextDouble() - 0.5);
        TensorPrimitives.Divide(start, TensorPrimitives.Norm<double>(start), start);
        return start;
    }

    /// <summary>One Lanczos run of at most <see cref="Basis"/> steps from a unit vector: the best vector of the space it spans.</summary>
    private static (double Value, double[] Vector, double Residual) Improve(double[] matrix, double[] start)
    {
        var side = start.Length;
        var basis = new List<double[]>(Basis) { start };
        var diagonal = new List<double>(Basis);
        var beside = new List<double>(Basis);
        while (true)
        {
            var next = Multiply(matrix, basis[^1]);
            diagonal.Add(TensorPrimitives.Dot<double>(next, basis[^1]));
            // Twice: once leaves rounding errors that grow from step to step.
            for (var pass = 0; pass < 2; pass++)
            {
                foreach (var direction in basis)
                    TensorPrimitives.MultiplyAdd(direction, -TensorPrimitives.Dot<double>(next, direction), next, next);
            }

            beside.Add(TensorPrimitives.Norm<double>(next));
            if (basis.Count == Math.Min(Basis, side) || beside[^1] <= Tolerance * 1e-3 * diagonal[0])
                break;
            TensorPrimitives.Divide(next, beside[^1], next);
            basis.Add(next);
        }

        var (value, coefficients) = TridiagonalJacobi.Largest(diagonal, beside);
        var vector = new double[side];
        for (var index = 0; index < basis.Count; index++)
            TensorPrimitives.MultiplyAdd(basis[index], coefficients[index], vector, vector);
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<double>(vector), vector);
        return (value, vector, Math.Abs(beside[^1] * coefficients[^1]));
    }

    private static double[] Multiply(double[] matrix, double[] vector)
    {
        var side = vector.Length;
        var product = new double[side];
        for (var row = 0; row < side; row++)
            product[row] = TensorPrimitives.Dot<double>(matrix.AsSpan(row * side, side), vector);
        return product;
    }
}
