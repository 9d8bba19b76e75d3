using System.CommandLine;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Training.Classification;
using AxSpA.Cloud.Training.Native;
using TorchSharp;

namespace AxSpA.Cloud.Training.Commands;

/// <summary>The options that training a classifier and searching for its hyper-parameters share: data, route, device.</summary>
internal sealed class ClassifierOptions
{
    private readonly Option<string[]> _data = new("--data")
    {
        Description = "CSV with columns image, subject, class (0 or 1) and, for the anatomy-aware route, label_map (or give --segmenter); a phantom cohort's manifest.csv is one",
        HelpName = "FILE",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> _route = new("--route")
    {
        Description = "anatomy-aware sees the crop around the sacroiliac joints, standard the whole radiograph",
        HelpName = "anatomy-aware|standard",
        Required = true,
    };

    private readonly Option<string> _out = new("--out")
    {
        Description = "folder of the run: state, metrics.csv, curves.svg; the same call goes on where the run in it stopped",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<string?> _segmenter = new("--segmenter")
    {
        Description = "model folder whose segmenter labels the bones, in place of the table's label maps: then the classifier learns from the crops it will be given",
        HelpName = "DIR",
    };

    private readonly Option<double> _validationShare = new("--validation-share")
    {
        Description = "share of the subjects that validate",
        HelpName = "SHARE",
        DefaultValueFactory = _ => 0.15,
    };

    private readonly Option<string> _device = ComputeDevice.CreateOption();

    private readonly Option<int> _threads = new("--threads") { Description = "threads to compute on; 0 is one a core. Another number changes the curve's last digits", HelpName = "N" };

    public ClassifierOptions() => _route.AcceptOnlyFromAmong(ModelRole.AnatomyAware.FolderName(), ModelRole.Standard.FolderName());

    public IEnumerable<Option> All => [_data, _route, _out, _segmenter, _validationShare, _device, _threads];

    public string Folder(ParseResult call) => call.GetRequiredValue(_out);

    public ClassifierSource Source(ParseResult call, int seed)
    {
        var share = call.GetValue(_validationShare);
        if (share is not (> 0 and < 1))
            throw new ArgumentException($"--validation-share: expected above 0 and below 1, found {share.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
        var route = call.GetRequiredValue(_route) == ModelRole.Standard.FolderName() ? ModelRole.Standard : ModelRole.AnatomyAware;
        return new ClassifierSource(call.GetRequiredValue(_data), route, call.GetValue(_segmenter), share, seed);
    }

    /// <summary>The device, found to be there; the number of threads is set.</summary>
    public torch.Device Device(ParseResult call)
    {
        var threads = call.GetValue(_threads);
        if (threads is < 0 or > 1024)
            throw new ArgumentException($"--threads: expected 0 (one a core) to 1024, found {threads}");
        if (threads > 0)
            torch.set_num_threads(threads);
        return ComputeDevice.Select(call.GetRequiredValue(_device));
    }
}
