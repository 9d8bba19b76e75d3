using AxSpA.Cloud.Classification;
using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Hosting;

return await ServiceProgram.RunAsync(args, Services.Classification, composition => composition.AddClassification());
