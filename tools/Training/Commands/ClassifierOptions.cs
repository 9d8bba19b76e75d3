using System.CommandLine;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Training.Classification;
using AxSpA.Cloud.Training.Native;

namespace AxSpA.Cloud.Training.Commands;

/// <summary>The options that training a classifier and searching for its hyper-parameters share beside every training's: route, labels, device.</summary>
internal sealed class ClassifierOptions
{
    private readonly Option<string> _route = new("--route")
    {
        Description = "anatomy-aware sees the crop around the sacroiliac joints, standard the whole radiograph",
        HelpName = "anatomy-aware|standard",
        Required = true,
    };

    private readonly Option<string?> _segmenter = new("--segmenter")
    {
        Description = "model folder whose segmenter labels the bones, in place of the table's label maps: then the classifier learns from the crops it will be given",
        HelpName = "DIR",
    };

    private readonly Option<string> _device = ComputeDevice.CreateOption();

    public ClassifierOptions() => _route.AcceptOnlyFromAmong(ModelRole.AnatomyAware.FolderName(), ModelRole.Standard.FolderName());

    public IEnumerable<Option> All => [_route, _segmenter, _device];

    public ClassifierSource Source(ParseResult call)
    {
        var route = call.GetRequiredValue(_route) == ModelRole.Standard.FolderName() ? ModelRole.Standard : ModelRole.AnatomyAware;
        return new ClassifierSource(
            call.GetRequiredValue(RunCommandOptions.Data),
            route,
            call.GetValue(_segmenter),
            call.GetValue(RunCommandOptions.ValidationShare),
            call.GetValue(RunCommandOptions.Seed));
    }

    public string Device(ParseResult call) => call.GetRequiredValue(_device);
}
