using System.CommandLine;
using AxSpA.Cloud.Cli.Commands;
using AxSpA.Cloud.Inference;

namespace AxSpA.Cloud.Cli.Shipped;

/// <summary>The folder of models that a command reads with: the one that was given, else the one that comes with axspa.</summary>
internal static class ModelFolder
{
    /// <summary>Of <c>--models</c>. Where it was not given, standard error says which models run and what they are.</summary>
    /// <exception cref="UsageException">None was given and none comes with this build.</exception>
    public static string Of(ParseResult call) => Of(call.GetValue(CommonOptions.Models), ShippedModels.Folder, call.InvocationConfiguration.Error);

    /// <param name="given">What was given, if anything.</param>
    /// <param name="shipped">Where the shipped ones would lie.</param>
    /// <param name="errors">Told once which models run.</param>
    public static string Of(string? given, string shipped, TextWriter errors)
    {
        if (given is not null)
            return given;
        if (!Directory.Exists(shipped))
            throw new UsageException("--models: expected a model folder, as made by 'axspa models import'; this build ships no demonstration models to run without one");
        errors.WriteLine($"axspa: no --models given; running {Names(shipped)}, {ShippedModels.Caveat}");
        return shipped;
    }

    private static string Names(string shipped)
    {
        try
        {
            return string.Join(", ", ModelStore.Verify(shipped).Select(found => found.Model).OfType<StoredModel>().Select(model => $"{model.Card.Name} {model.Card.Version}"));
        }
        catch (ModelRefusedException refusal)
        {
            throw new UsageException($"the models that ship with axspa cannot be used: {refusal.Message}");
        }
    }
}
