using AxSpA.Cloud.Classification;
using AxSpA.Cloud.Hosting;

await ServiceProgram.RunAsync(args, composition => composition.AddClassification());
