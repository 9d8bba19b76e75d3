using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Explanation;
using AxSpA.Cloud.Hosting;

return await ServiceProgram.RunAsync(args, Services.Explanation, composition => composition.AddExplanation());
