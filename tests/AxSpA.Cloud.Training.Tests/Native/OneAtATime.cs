// TorchSharp has one generator of random numbers a process, and its own threads fill the cores.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
