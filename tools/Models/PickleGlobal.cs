namespace AxSpA.Cloud.Models;

/// <summary>One of the few globals that stand for a value made here. Nothing is looked up outside this table.</summary>
internal sealed class PickleGlobal
{
    private static readonly PickleGlobal[] Known =
    [
        new("collections.OrderedDict", arguments => arguments.Length == 0
            ? new PickleMapping()
            : throw Arguments("collections.OrderedDict", "none", arguments)),
        new("torch._utils._rebuild_tensor_v2", TensorRebuild.Tensor),
        new("torch._utils._rebuild_parameter", arguments => arguments is [CheckpointTensor tensor, ..]
            ? tensor
            : throw Arguments("torch._utils._rebuild_parameter", "a tensor", arguments)),
        new("collections.defaultdict", _ => new PickleMapping()),
        new("__builtin__.getattr", Attribute),
        new("builtins.getattr", Attribute),
        new("torch.Size", arguments => arguments is [object?[] sides] ? sides : throw Arguments("torch.Size", "a tuple", arguments)),
    ];

    private PickleGlobal(string name, Func<object?[], object> make)
    {
        Name = name;
        Make = make;
    }

    public string Name { get; }

    public Func<object?[], object> Make { get; }

    public static PickleGlobal? Find(string name) => Array.Find(Known, global => global.Name == name);

    /// <summary>A method of a skipped object is skipped with it; getattr of anything else is refused.</summary>
    private static SkippedObject Attribute(object?[] arguments) => arguments is [SkippedObject owner, string name]
        ? new SkippedObject($"{owner.Name}.{name}")
        : throw Arguments("getattr", "an optimiser or a scheduler and a name", arguments);

    private static CheckpointRefusedException Arguments(string global, string expected, object?[] found)
        => new($"arguments of {global}", expected, found is [var only] ? PickleMachine.Describe(only) : $"{found.Length} values");
}
