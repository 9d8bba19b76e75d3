using AxSpA.Cloud.Cli.Analysis;
using AxSpA.Cloud.Cli.Embedded;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Ingestion;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.Tests.Reference;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AxSpA.Cloud.Tests.Embedded;

/// <summary>The real embedded system on a work folder of its own, with light models.</summary>
internal sealed class EmbeddedRun : IAsyncDisposable
{
    private readonly WorkFolder _folder;

    private EmbeddedRun(IHost host, WorkFolder folder) => (Host, _folder) = (host, folder);

    public IHost Host { get; }

    public RadiographIntake Intake => Host.Services.GetRequiredService<RadiographIntake>();

    public AnalysisResults Results => Host.Services.GetRequiredService<AnalysisResults>();

    public DispatchScope Scope => Host.Services.GetRequiredService<DispatchScope>();

    public static async Task<EmbeddedRun> StartAsync(
        string workFolder,
        string modelFolder,
        Action<IServiceCollection>? configure = null,
        bool onlyGiven = false,
        bool keepInput = false,
        params (string Key, string Value)[] overrides)
    {
        var folder = WorkFolder.Open(workFolder);
        var settings = overrides.Append(("Classification:KeepInput", $"{keepInput}")).ToDictionary(pair => pair.Item1, pair => (string?)pair.Item2);
        var host = EmbeddedHost.Build(folder, modelFolder, settings, services =>
        {
            services.AddLogging(logging => logging.ClearProviders());
            configure?.Invoke(services);
        });
        if (onlyGiven)
            host.Services.GetRequiredService<DispatchScope>().Restrict();
        var run = new EmbeddedRun(host, folder);
        try
        {
            await run.Host.StartAsync(TestContext.Current.CancellationToken);
        }
        catch
        {
            folder.Dispose();
            throw;
        }

        return run;
    }

    /// <summary>A light radiograph as a PNG file.</summary>
    public static byte[] Png(int seed, LightPelvis pelvis = LightPelvis.Complete, GreyDepth depth = GreyDepth.Eight)
        => PngImage.Encode(LightRadiographs.Draw(192, 224, seed, depth, pelvis));

    public async Task<AnalysisResult> AnalyseAsync(byte[] file, Submission? submission = null)
    {
        var acceptance = await Intake.AcceptAsync(file, submission ?? new Submission(), TestContext.Current.CancellationToken);
        Scope.Give(acceptance.AnalysisId);
        Host.Services.GetRequiredService<LedgerSignals>().WakeDispatcher();
        return await Results.WaitAsync(acceptance.AnalysisId, TestContext.Current.CancellationToken);
    }

    /// <summary>Ends without an orderly stop: nobody waits for what is in hand.</summary>
    public async Task AbandonAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        try
        {
            await Host.StopAsync(now.Token);
        }
        catch (Exception) when (now.IsCancellationRequested)
        {
            // A dead process has no last words.
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Host.StopAsync(CancellationToken.None);
        }
        finally
        {
            Host.Dispose();
            _folder.Dispose();
        }
    }
}
