namespace AxSpA.Cloud.Models;

/// <summary>Stands for an object of a training's state that is recognised and left out: a class, one of its objects, or a method of one.</summary>
/// <remarks>
/// Lightning stores its scheduler's state, and a one-cycle scheduler's holds its own annealing method: a call of getattr on the scheduler, which holds
/// the optimiser. None of it is looked up or called; whatever is pickled into it is dropped. Only these names are known.
/// </remarks>
internal sealed record SkippedObject(string Name)
{
    private static readonly string[] Classes =
    [
        "torch.optim.lr_scheduler.OneCycleLR",
        "torch.optim.adamw.AdamW",
        "torch.optim.adam.Adam",
        "torch.optim.sgd.SGD",
        "__builtin__.dict",
        "builtins.dict",
    ];

    public static SkippedObject? Find(string name) => Classes.Contains(name) ? new SkippedObject(name) : null;
}
