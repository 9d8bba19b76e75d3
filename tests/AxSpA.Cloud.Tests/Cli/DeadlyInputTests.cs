using AxSpA.Cloud.Cli.Embedded;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.Tests.Reference;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli;

/// <summary>A radiograph with which the process dies every time, as it does when the kernel runs out of memory: killed while this radiograph is in hand.</summary>
public sealed class DeadlyInputTests : IDisposable
{
    private const int MostAttempts = 3;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    [Trait("Requirement", "LED-04")]
    public async Task Radiograph_that_kills_the_process_is_parked_after_three_attempts_and_the_others_complete()
    {
        LightModels.Write(_folder["models"]);
        // Large, so that it is still in hand when its attempt has been seen.
        Draw("deadly.png", 3008, 3008, seed: 1);
        Draw("a.png", 192, 224, seed: 2);
        Draw("b.png", 192, 224, seed: 3);

        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            using var axspa = Start();
            await SeeAttemptAsync(attempt);
            await axspa.KillAsync();
        }

        using var last = Start();
        var run = await last.EndAsync();
        run.Code.ShouldBe(3, run.Errors);
        var deadly = run.Reports["deadly.png"];
        (deadly.GetProperty("outcome").GetString(), deadly.GetProperty("reason").GetString()).ShouldBe(("parked", "AttemptsExhausted"));
        BadInputTable.ShouldSay("radiograph that kills the process", "parked, `AttemptsExhausted`", deadly.GetProperty("detail").GetString() ?? "");
        run.Reports.Count(report => report.Value.GetProperty("outcome").GetString() == "completed").ShouldBe(2);
    }

    public void Dispose() => _folder.Dispose();

    private AxspaProcess Start() => AxspaProcess.Start(
        _folder["home"], "analyze", _folder["deadly.png"], _folder["a.png"], _folder["b.png"], "--models", _folder["models"], "--out", _folder["work"], "--json");

    /// <summary>Waits until the ledger has counted an attempt; another process' commit announces itself to nobody, hence asked again and again.</summary>
    private async Task SeeAttemptAsync(int attempt)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await AttemptsAsync(patience.Token) < attempt)
            await often.WaitForNextTickAsync(patience.Token);
    }

    private async Task<int> AttemptsAsync(CancellationToken cancellation)
    {
        if (!File.Exists(_folder["work/run"]))
            return 0;
        using var ledger = LedgerAccess.Open(_folder["work"]);
        await using var context = await ledger.Services.GetRequiredService<IDbContextFactory<LedgerContext>>().CreateDbContextAsync(cancellation);
        return await context.Analyses.SumAsync(analysis => analysis.Attempts, cancellation);
    }

    private void Draw(string name, int rows, int columns, int seed) => File.WriteAllBytes(_folder[name], PngImage.Encode(LightRadiographs.Draw(rows, columns, seed)));
}
