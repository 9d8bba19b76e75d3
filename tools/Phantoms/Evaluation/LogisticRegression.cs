using MathNet.Numerics.LinearAlgebra;

namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>Logistic regression with a ridge, on standardised features, by Newton's method.</summary>
/// <remarks>The ridge (½ per unit of squared coefficient; the intercept is free) keeps the coefficients finite where classes separate.</remarks>
internal sealed class LogisticRegression
{
    private const double Ridge = 1;
    private const int MostSteps = 50;
    private const double Converged = 1e-10;

    private readonly double[] _means;
    private readonly double[] _deviations;
    private readonly Vector<double> _coefficients;

    private LogisticRegression(double[] means, double[] deviations, Vector<double> coefficients)
        => (_means, _deviations, _coefficients) = (means, deviations, coefficients);

    /// <param name="features">Cases × features; a feature that does not vary says nothing.</param>
    public static LogisticRegression Fit(IReadOnlyList<double[]> features, IReadOnlyList<bool> truths)
    {
        var width = features[0].Length;
        var means = new double[width];
        var deviations = new double[width];
        for (var feature = 0; feature < width; feature++)
        {
            means[feature] = features.Average(row => row[feature]);
            deviations[feature] = Math.Sqrt(features.Average(row => (row[feature] - means[feature]) * (row[feature] - means[feature])));
        }

        var rows = Matrix<double>.Build.DenseOfRowArrays(features.Select(row => Row(row, means, deviations)));
        var answers = Vector<double>.Build.DenseOfEnumerable(truths.Select(truth => truth ? 1.0 : 0.0));
        return new LogisticRegression(means, deviations, Solve(rows, answers));
    }

    /// <summary>0..1.</summary>
    public double Probability(double[] features)
        => Sigmoid(Vector<double>.Build.DenseOfArray(Row(features, _means, _deviations)).DotProduct(_coefficients));

    private static Vector<double> Solve(Matrix<double> rows, Vector<double> answers)
    {
        var coefficients = Vector<double>.Build.Dense(rows.ColumnCount);
        var ridge = Matrix<double>.Build.DenseDiagonal(rows.ColumnCount, rows.ColumnCount, place => place == 0 ? 0 : Ridge);
        for (var step = 0; step < MostSteps; step++)
        {
            var probabilities = (rows * coefficients).Map(Sigmoid);
            var gradient = rows.TransposeThisAndMultiply(answers - probabilities) - (ridge * coefficients);
            var weights = probabilities.Map(probability => Math.Max(probability * (1 - probability), 1e-9));
            var curvature = rows.TransposeThisAndMultiply(Matrix<double>.Build.DenseOfColumnVectors(rows.EnumerateColumns().Select(column => column.PointwiseMultiply(weights)))) + ridge;
            var move = curvature.Solve(gradient);
            coefficients += move;
            if (move.AbsoluteMaximum() < Converged)
                break;
        }

        return coefficients;
    }

    private static double[] Row(double[] features, double[] means, double[] deviations)
        => [1, .. features.Select((value, place) => deviations[place] > 0 ? (value - means[place]) / deviations[place] : 0)];

    private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));
}
