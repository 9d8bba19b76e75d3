using System.CommandLine;
using System.Globalization;
using AxSpA.Cloud.Training.Classification;
using AxSpA.Cloud.Training.Networks;

namespace AxSpA.Cloud.Training.Commands;

/// <summary>The options of a classifier's regime; what isn't given is the default regime's.</summary>
internal sealed class RegimeOptions
{
    private readonly ClassifierRegime _defaults;
    private readonly Option<string> _sizes;
    private readonly Option<string?> _headEpochs;
    private readonly Option<string?> _epochs;
    private readonly Option<string?> _headRates;
    private readonly Option<string?> _rates;
    private readonly Option<string?> _batch;
    private readonly Option<double> _weightDecay;
    private readonly Option<double> _dropout;
    private readonly Option<double> _labelSmoothing;
    private readonly Option<double> _mixup;
    private readonly Option<double> _rateDecay;
    private readonly Option<string> _resize = new("--resize")
    {
        Description = "training: half-pixel centres, as the published training scripts; served: aligned corners, as the published app and the services here, so that what is trained is what is fed",
        HelpName = "training|served",
        DefaultValueFactory = _ => "training",
    };

    private readonly Option<string> _residualStart = new("--residual-start")
    {
        Description = "what a residual block adds before it has learnt, where no pretrained weights say it: shortcut nothing, so that heat maps stay with the evidence; full what random weights give",
        HelpName = "shortcut|full",
        DefaultValueFactory = _ => "shortcut",
    };

    public RegimeOptions(ClassifierRegime defaults)
    {
        _defaults = defaults;
        _sizes = new("--sizes") { Description = "picture sizes from coarse to fine, rows x columns", HelpName = "RxC,…", DefaultValueFactory = _ => defaults.Settings["--sizes"] };
        _headEpochs = List("--head-epochs", "epochs of the head alone at each size; 0 leaves it out, wise where the trunk has no pretrained weights");
        _epochs = List("--epochs", "epochs of all layers at each size");
        _headRates = List("--head-rates", "largest learning rate of the head alone at each size");
        _rates = List("--rates", "largest learning rate of all layers at each size");
        _batch = List("--batch", "pictures a step at each size");
        _weightDecay = Number("--weight-decay", defaults.WeightDecay, "of AdamW");
        _dropout = Number("--dropout", defaults.Dropout, "share of the head's hidden layer that is dropped");
        _labelSmoothing = Number("--label-smoothing", defaults.LabelSmoothing, "share of the target that is spread over both classes");
        _mixup = Number("--mixup", defaults.MixupAlpha, "α of the beta distribution of mixup's share, one draw a batch; 0 is no mixup");
        _rateDecay = Number("--rate-decay", defaults.RateDecay, "learning rate of a layer group as a share of the one behind it, from the head backwards");
        _resize.AcceptOnlyFromAmong("training", "served");
        _residualStart.AcceptOnlyFromAmong("shortcut", "full");
    }

    /// <summary>What a search draws by itself.</summary>
    public IEnumerable<Option> Searched => [_headRates, _rates, _weightDecay, _dropout, _labelSmoothing, _mixup, _rateDecay];

    public IEnumerable<Option> Others => [_sizes, _headEpochs, _epochs, _batch, _resize, _residualStart];

    /// <summary>The regime of a call.</summary>
    /// <exception cref="ArgumentException">A value that is none; the message names the option.</exception>
    public ClassifierRegime Read(ParseResult call, Architecture architecture)
    {
        PictureSize[] sizes = [.. Parts(call.GetValue(_sizes)!).Select(PictureSize.Parse)];
        var stages = sizes.Select(Nearest).ToArray();
        Fill(_batch, Integer, (stage, value) => stage with { Batch = value });
        Fill(_headEpochs, Integer, (stage, value) => stage with { HeadEpochs = value });
        Fill(_epochs, Integer, (stage, value) => stage with { Epochs = value });
        Fill(_headRates, Real, (stage, value) => stage with { HeadRate = value });
        Fill(_rates, Real, (stage, value) => stage with { Rate = value });
        var regime = _defaults with
        {
            Stages = stages,
            Width = architecture.Width,
            WeightDecay = Value(_weightDecay, _defaults.WeightDecay),
            Dropout = Value(_dropout, _defaults.Dropout),
            LabelSmoothing = Value(_labelSmoothing, _defaults.LabelSmoothing),
            MixupAlpha = Value(_mixup, _defaults.MixupAlpha),
            RateDecay = Value(_rateDecay, _defaults.RateDecay),
            ResidualStart = call.GetValue(_residualStart) == "full" ? ResidualStart.Full : ResidualStart.Shortcut,
            Resize = call.GetValue(_resize) == "served" ? ResizeRule.Served : ResizeRule.Training,
        };
        regime.Validate(call.GetValue(RunCommandOptions.MicroBatch));
        return regime;

        // A search has no options for what it draws.
        double Value(Option<double> option, double usual) => call.GetResult(option) is null ? usual : call.GetValue(option);

        void Fill<T>(Option<string?> option, Func<string, string, T> parse, Func<ClassifierStage, T, ClassifierStage> put)
        {
            if (call.GetValue(option) is not { } text)
                return;
            var values = Parts(text);
            if (values.Length != 1 && values.Length != stages.Length)
                throw new ArgumentException($"{option.Name}: expected one value or one for each of {stages.Length} sizes, found {values.Length}");
            for (var index = 0; index < stages.Length; index++)
                stages[index] = put(stages[index], parse(option.Name, values[values.Length == 1 ? 0 : index]));
        }
    }

    /// <summary>The default stage of that size or of the one nearest to it.</summary>
    private ClassifierStage Nearest(PictureSize size)
        => _defaults.Stages.MinBy(stage => Math.Abs(stage.Size.Rows - size.Rows))! with { Size = size };

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.TrimEntries);

    private static int Integer(string option, string text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw new ArgumentException($"{option}: expected whole numbers, found '{text}'");

    private static double Real(string option, string text)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw new ArgumentException($"{option}: expected numbers, found '{text}'");

    private static Option<double> Number(string name, double value, string description)
        => new(name) { Description = description, HelpName = "NUMBER", DefaultValueFactory = _ => value };

    private Option<string?> List(string name, string description)
        => new(name) { Description = $"{description}; one value for all sizes or one each. Default: {_defaults.Settings[name]} for {_defaults.Settings["--sizes"]}, for other sizes as at the nearest", HelpName = "N,…" };
}
