using AxSpA.Cloud.Training.Commands;
using AxSpA.Cloud.Training.Native;

TorchLibrary.Prepare();
return await TrainingCommandLine.RunAsync(args, Console.Out, Console.Error);
