using AxSpA.Cloud.Explanation;
using AxSpA.Cloud.Hosting;

await ServiceProgram.RunAsync(args, composition => composition.AddExplanation());
