using System.Buffers;
using System.Runtime.InteropServices;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Training.Data;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Classification;

/// <summary>Prepared pictures with their classes, split by subject.</summary>
public sealed class ClassifierData : IDisposable
{
    private readonly PreparedCases _prepared;
    private readonly PictureLayout _layout;
    private readonly IReadOnlyList<int> _training;
    private readonly IReadOnlyList<int> _validation;

    private ClassifierData(PreparedCases prepared, PictureLayout layout, SubjectSplit split, bool hasPhantoms)
    {
        (_prepared, _layout, _training, _validation) = (prepared, layout, split.Training, split.Validation);
        (Training, Validation, HasPhantoms) = (Of(_training), Of(_validation), hasPhantoms);
    }

    /// <summary>SHA-256 over files, classes and subjects.</summary>
    public string Digest => _prepared.Digest;

    /// <summary>Whether they are held in memory or in the run folder.</summary>
    public bool InMemory => _prepared.InMemory;

    /// <summary>Sizes and prevalence of the training part, for a model card.</summary>
    public TrainingSet TrainingSet => SubjectSplit.Count(_prepared.Cases, _training);

    /// <summary>Sizes and prevalence of the validation part, for a model card.</summary>
    public TrainingSet ValidationSet => SubjectSplit.Count(_prepared.Cases, _validation);

    /// <summary>Whether a table is a phantom cohort's.</summary>
    public bool HasPhantoms { get; }

    /// <summary>Radiographs in which no joint was found; neither part holds them.</summary>
    public IReadOnlyList<TrainingCase> LeftOut => _prepared.LeftOut;

    /// <summary>Cases of the training part, in order of their places.</summary>
    public IReadOnlyList<TrainingCase> Training { get; }

    /// <summary>Cases of the validation part, in order of their places.</summary>
    public IReadOnlyList<TrainingCase> Validation { get; }

    /// <param name="prepared">Pictures as the layout packs them; owned from here on.</param>
    /// <param name="layout">How they lie in their bytes.</param>
    /// <param name="validationShare">Of the subjects.</param>
    /// <param name="seed">Of the split.</param>
    /// <param name="hasPhantoms">Whether a table is a phantom cohort's.</param>
    /// <exception cref="TrainingRefusedException">Either part lacks a class.</exception>
    public static ClassifierData Split(PreparedCases prepared, PictureLayout layout, double validationShare, int seed, bool hasPhantoms)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        ArgumentNullException.ThrowIfNull(layout);
        var isGood = false;
        try
        {
            var data = new ClassifierData(prepared, layout, SubjectSplit.Of(prepared.Cases, validationShare, seed), hasPhantoms);
            RequireClasses("training", data.Training);
            RequireClasses("validation", data.Validation);
            isGood = true;
            return data;
        }
        finally
        {
            if (!isGood)
                prepared.Dispose();
        }
    }

    /// <summary>Sizes and prevalence of both parts, a line.</summary>
    public string Describe() => new SubjectSplit(_training, _validation).Describe(_prepared.Cases);

    /// <summary>Pictures × 1 × rows × columns, 0..1.</summary>
    /// <param name="places">In the training part.</param>
    /// <param name="sized">A size of the layout.</param>
    public Tensor TrainingPictures(IReadOnlyList<int> places, SizedPicture sized) => Pictures(_training, places, sized);

    /// <inheritdoc cref="TrainingPictures"/>
    /// <param name="places">In the validation part.</param>
    /// <param name="sized">A size of the layout.</param>
    public Tensor ValidationPictures(IReadOnlyList<int> places, SizedPicture sized) => Pictures(_validation, places, sized);

    /// <summary>0 or 1 a picture of the training part.</summary>
    public Tensor TrainingClasses(IReadOnlyList<int> places)
    {
        ArgumentNullException.ThrowIfNull(places);
        return tensor([.. places.Select(place => Training[place].Positive == true ? 1L : 0L)], ScalarType.Int64);
    }

    public void Dispose() => _prepared.Dispose();

    private static void RequireClasses(string part, IReadOnlyList<TrainingCase> cases)
    {
        var positive = cases.Count(one => one.Positive == true);
        if (positive == 0 || positive == cases.Count)
            throw new TrainingRefusedException($"--data: expected radiographs of both classes in the {part} part, found {positive} positive of {cases.Count}; more subjects or another --seed");
    }

    private Tensor Pictures(IReadOnlyList<int> part, IReadOnlyList<int> places, SizedPicture sized)
    {
        ArgumentNullException.ThrowIfNull(places);
        var length = sized.Size.Rows * sized.Size.Columns;
        // Rented and copied: a new array a batch would pile up, since what training allocates beside it is unknown to the garbage collector.
        var values = ArrayPool<float>.Shared.Rent(places.Count * length);
        try
        {
            Parallel.For(0, places.Count, index => _layout.Unpack(_prepared.Picture(part[places[index]]), sized).CopyTo(values.AsSpan(index * length, length)));
            var pictures = empty(places.Count, 1, sized.Size.Rows, sized.Size.Columns);
            MemoryMarshal.AsBytes(values.AsSpan(0, places.Count * length)).CopyTo(pictures.bytes);
            return pictures;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(values);
        }
    }

    private TrainingCase[] Of(IReadOnlyList<int> part) => [.. part.Select(index => _prepared.Cases[index])];
}
