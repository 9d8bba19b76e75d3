using AxSpA.Cloud.Training.Native;
using TorchSharp;

TorchLibrary.Prepare();
Console.WriteLine(torch.randn(2, 3).sum().item<float>());
