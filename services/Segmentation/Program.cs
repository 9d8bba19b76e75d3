using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Segmentation;

return await ServiceProgram.RunAsync(args, Services.Segmentation, composition => composition.AddSegmentation());
