using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Identity;
using AxSpA.Cloud.Ingestion;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.Tests.Reference;
using MassTransit;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace AxSpA.Cloud.Tests.Ingestion;

/// <summary>Ingestion alone on a real bus and a real database, time in the test's hand. No stage listens: the test says what they would.</summary>
internal sealed class LedgerHarness : IAsyncDisposable
{
    private readonly IHost _host;

    private LedgerHarness(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    /// <summary>Whether the database is away: no transaction begins.</summary>
    public bool DatabaseAway
    {
        get => Services.GetRequiredService<AwayDatabase>().Away;
        set => Services.GetRequiredService<AwayDatabase>().Away = value;
    }

    public FakeTimeProvider Time => (FakeTimeProvider)_host.Services.GetRequiredService<TimeProvider>();

    public SentRadiographs Sent => _host.Services.GetRequiredService<SentRadiographs>();

    public AnalysisLedger Ledger => _host.Services.GetRequiredService<AnalysisLedger>();

    public Dispatching Dispatching => _host.Services.GetRequiredService<Dispatching>();

    public AnalysisResults Results => _host.Services.GetRequiredService<AnalysisResults>();

    public LedgerSignals Signals => _host.Services.GetRequiredService<LedgerSignals>();

    public AnalysisPlan Plan => _host.Services.GetRequiredService<ActivePlan>().Plan;

    public IBus Bus => _host.Services.GetRequiredService<IBus>();

    /// <param name="folder">Work folder and models.</param>
    /// <param name="dispatching">Whether the dispatcher runs; otherwise the test calls <see cref="Dispatching"/>.</param>
    /// <param name="overrides">Settings by key.</param>
    public static async Task<LedgerHarness> StartAsync(TemporaryFolder folder, bool dispatching = true, params (string Key, string Value)[] overrides)
    {
        if (!Directory.Exists(folder["models"]))
            LightModels.Write(folder["models"], seed: 2);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Hosting:Folder"] = folder["work"],
            ["Hosting:ModelFolder"] = folder["models"],
            ["Ingestion:Intake:IdentityKey"] = Convert.ToBase64String(new byte[IdentityKey.Bytes]),
        });
        builder.Configuration.AddInMemoryCollection(overrides.ToDictionary(pair => pair.Key, pair => (string?)pair.Value));
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        builder.Services.AddSingleton<SentRadiographs>();
        builder.Services.AddSingleton<IPublishObserver>(provider => provider.GetRequiredService<SentRadiographs>());
        builder.Services.AddSingleton<AwayDatabase>();
        builder.Services.AddSingleton<IInterceptor>(provider => provider.GetRequiredService<AwayDatabase>());
        new Composition(builder, Cloud.Contracts.Services.All).AddIngestion().Complete();
        if (!dispatching)
            builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(Dispatcher)));
        var harness = new LedgerHarness(builder.Build());
        await harness._host.StartAsync(TestContext.Current.CancellationToken);
        return harness;
    }

    /// <summary>Enters radiograph <paramref name="number"/>, whose pixels are its own unless given.</summary>
    public async Task<AnalysisRow> AcceptAsync(int number, string? pixels = null)
    {
        var digest = pixels ?? $"{number:x64}";
        var radiograph = new RadiographRow
        {
            RadiographId = $"radiograph-{number}",
            Site = "local",
            PixelDigest = digest,
            ImageName = $"{digest}/ingestion/key/canonical.npy",
            ImageBytes = 1,
            Rows = 64,
            Columns = 64,
            LateralityBasis = LateralityBasis.Assumed,
            DecodeMilliseconds = 1,
            AcceptedAt = Time.GetUtcNow(),
        };
        return (await Ledger.AcceptAsync(radiograph, Plan, known: true, TestContext.Current.CancellationToken)).Analysis;
    }

    public async Task<AnalysisResult> FindAsync(Guid analysisId) => await Results.GetAsync(analysisId, TestContext.Current.CancellationToken);

    /// <summary>Waits, in real time, until the analysis has been through a state: the bus delivers when it delivers.</summary>
    public async Task<AnalysisResult> WaitForAsync(Guid analysisId, Func<AnalysisResult, bool> reached)
    {
        while (true)
        {
            var change = Signals.NextChangeOf(analysisId);
            var result = await FindAsync(analysisId);
            if (reached(result))
                return result;
            await change.WaitAsync(Patience.Token);
        }
    }

    public Task StopAsync() => _host.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _host.Dispose();
    }
}
