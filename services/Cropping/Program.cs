using AxSpA.Cloud.Cropping;
using AxSpA.Cloud.Hosting;

await ServiceProgram.RunAsync(args, composition => composition.AddCropping());
