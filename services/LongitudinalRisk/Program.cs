using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.LongitudinalRisk;

await ServiceProgram.RunAsync(args, composition => composition.AddLongitudinalRisk());
