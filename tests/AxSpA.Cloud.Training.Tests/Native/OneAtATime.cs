// TorchSharp has one generator of random numbers a process, and its own threads fill the cores.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
