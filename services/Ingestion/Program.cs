using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Ingestion;

return await ServiceProgram.RunAsync(args, Services.Ingestion, composition => composition.AddIngestion());
