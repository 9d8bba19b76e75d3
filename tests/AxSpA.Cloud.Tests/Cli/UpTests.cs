using System.Net;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli;

public sealed class UpTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    [Trait("Requirement", "CLI-04")]
    public async Task Up_is_healthy_keeps_its_work_folder_to_itself_and_ends_in_order()
    {
        LightModels.Write(_folder["models"]);
        File.WriteAllBytes(_folder["a.png"], PngImage.Encode(LightRadiographs.Draw(192, 224, seed: 1)));
        using var up = AxspaProcess.Start(_folder["home"], "up", "--models", _folder["models"], "--out", _folder["work"], "--grpc-port", "0", "--health-port", "0");
        var line = await up.ErrorLineAsync();
        line.ShouldMatch("^axspa: up; gRPC on http://127.0.0.1:[1-9][0-9]*, health on http://127.0.0.1:[1-9][0-9]*/health/ready; Ctrl-C stops$");
        var health = new Uri(line.Split("health on ")[1].Split(';')[0]);
        await ShouldBeHealthyAsync(health);

        var second = await AxspaProcess.RunAsync(_folder["home"], "analyze", _folder["a.png"], "--models", _folder["models"], "--out", _folder["work"], "--json");

        (second.Code, second.Output).ShouldBe((2, ""));
        second.Errors.ShouldBe($"axspa: expected a work folder that no other axspa is writing to, found {_folder["work"]} in use; wait for the other to end, or give another --out\n");
        await ShouldBeHealthyAsync(health);
        up.Terminate();
        var end = await up.EndAsync();
        (end.Code, end.Output, end.Errors).ShouldBe((0, "", ""));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task ShouldBeHealthyAsync(Uri health)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(health, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
