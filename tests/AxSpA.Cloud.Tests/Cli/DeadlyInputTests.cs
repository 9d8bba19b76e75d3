using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli;

/// <summary>A radiograph with which the process dies every time, as it does when the kernel runs out of memory: killed while this radiograph is in hand.</summary>
public sealed class DeadlyInputTests : IDisposable
{
    private const int MostAttempts = 3;

    /// <summary>Many, so that it is still in hand when its attempt has been seen.</summary>
    private const int DeadlyRows = 3008;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    [Trait("Requirement", "LED-05")]
    public async Task Radiograph_that_kills_the_process_is_parked_after_three_attempts_and_the_others_complete()
    {
        LightModels.Write(_folder["models"]);
        Draw("deadly.png", DeadlyRows, 3008, seed: 1);
        Draw("a.png", 192, 224, seed: 2);
        Draw("b.png", 192, 224, seed: 3);

        // Begun again where a stage was faster than this test.
        while (!await KillsEveryTimeAsync())
            Directory.Delete(_folder["work"], recursive: true);

        using var last = Start();
        var run = await last.EndAsync();
        run.Code.ShouldBe(3, run.Errors);
        var deadly = run.Reports["deadly.png"];
        (deadly.GetProperty("outcome").GetString(), deadly.GetProperty("reason").GetString()).ShouldBe(("parked", "AttemptsExhausted"));
        BadInputTable.ShouldSay("radiograph that kills the process", "parked, `AttemptsExhausted`", deadly.GetProperty("detail").GetString() ?? "");
        run.Reports.Count(report => report.Value.GetProperty("outcome").GetString() == "completed").ShouldBe(2);
    }

    public void Dispose() => _folder.Dispose();

    /// <returns>Whether it was in hand each time.</returns>
    private async Task<bool> KillsEveryTimeAsync()
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            using var axspa = Start();
            var inHand = await WorkedLedger.HoldAttemptAsync(axspa, _folder["work"], DeadlyRows, attempt);
            await axspa.KillAsync();
            if (!inHand)
                return false;
        }

        return true;
    }

    private AxspaProcess Start() => AxspaProcess.Start(
        _folder["home"], "analyze", _folder["deadly.png"], _folder["a.png"], _folder["b.png"], "--models", _folder["models"], "--out", _folder["work"], "--json");

    private void Draw(string name, int rows, int columns, int seed) => File.WriteAllBytes(_folder[name], PngImage.Encode(LightRadiographs.Draw(rows, columns, seed)));
}
