using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Ingestion;

await ServiceProgram.RunAsync(args, composition => composition.AddIngestion());
