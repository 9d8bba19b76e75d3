using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.LongitudinalRisk;

return await ServiceProgram.RunAsync(args, Services.LongitudinalRisk, composition => composition.AddLongitudinalRisk());
