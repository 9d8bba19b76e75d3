using AxSpA.Cloud.Training.Data;

namespace AxSpA.Cloud.Training.Runs;

/// <summary>The loss ceased to be a number: of a search a result like another, of a training the end.</summary>
public sealed class LossNotFiniteException(string place, double loss)
    : TrainingRefusedException($"{place}: expected a finite loss, found {loss}; the state of the last whole epoch is kept. A lower learning rate is the usual remedy, in another --out");
