using AxSpA.Cloud.Inference;

namespace AxSpA.Cloud.Training.Tests.Export;

internal static class Records
{
    public static TrainingRecord MadeUp { get; } = new()
    {
        DataFile = "manifest.csv",
        DataSha256 = new string('a', 64),
        Synthetic = true,
        Train = new TrainingSet(85, 40, 0.5),
        Validation = new TrainingSet(15, 8, 0.4),
        Regime = new Dictionary<string, string> { ["batch"] = "8", ["optimiser"] = "AdamW" },
        Seed = 1,
        BestEpoch = 3,
        Metrics = new Dictionary<string, double> { ["auc"] = 0.75 },
        Tool = "tests",
    };
}
