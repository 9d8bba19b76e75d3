using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Cropping;
using AxSpA.Cloud.Hosting;

return await ServiceProgram.RunAsync(args, Services.Cropping, composition => composition.AddCropping());
