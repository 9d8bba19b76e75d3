using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Segmentation;

await ServiceProgram.RunAsync(args, composition => composition.AddSegmentation());
