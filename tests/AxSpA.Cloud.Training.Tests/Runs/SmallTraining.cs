using AxSpA.Cloud.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AxSpA.Cloud.Training.Tests.Runs;

/// <summary>A network of few weights that learns to blur: instance normalisation, dropout, two parameter groups. No bias in front of the normalisation, whose gradient would be noise.</summary>
internal sealed class SmallTraining : IDisposable
{
    public const int Cases = 10;

    private readonly Tensor _pictures;

    public SmallTraining()
    {
        random.manual_seed(5);
        Network = Sequential(("first", Conv2d(1, 4, 3, padding: 1, bias: false)), ("norm", InstanceNorm2d(4)), ("act", ReLU()), ("drop", Dropout(0.2)), ("last", Conv2d(4, 1, 1)));
        _pictures = randn(Cases, 1, 8, 8);
    }

    public TorchSharp.Modules.Sequential Network { get; }

    public Phase Phase(int epochs, Func<int, double>? spoil = null, Action? whenValidated = null, string name = "small")
    {
        return new Phase
        {
            Name = name,
            Epochs = epochs,
            Cases = Cases,
            Batch = 4,
            MaxRate = 0.05,
            Groups = () => [new RateGroup([.. Network.parameters().Take(1)], 0.5), new RateGroup([.. Network.parameters().Skip(1)])],
            Loss = batch => Loss([.. batch.Part]) * (spoil?.Invoke(batch.Epoch) ?? 1),
            Validate = () =>
            {
                var loss = Loss([.. Enumerable.Range(0, Cases)]).item<float>();
                whenValidated?.Invoke();
                return new Validation(loss, -loss, [new Metric("closeness", 1 / (1 + loss))]);
            },
        };
    }

    public Tensor Loss(long[] indices)
    {
        var pictures = _pictures[tensor(indices)];
        return functional.mse_loss(Network.call(pictures), functional.avg_pool2d(pictures, 3, 1, 1));
    }

    public float[] Weights() => [.. Network.parameters().SelectMany(parameter => parameter.data<float>().ToArray())];

    public void Dispose()
    {
        Network.Dispose();
        _pictures.Dispose();
    }
}
