using System.Diagnostics;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Contracts;

/// <summary>The guard of the protos fails where a client of the released ones would break, and only there.</summary>
public class ProtoGuardTests
{
    [Theory]
    [InlineData("classification.proto", "  BlobReference eigen_map = 7;\n", "")]
    [InlineData("common.proto", "left as it is", "", true)]
    [InlineData("common.proto", "  string sha256 = 4;", "  bytes sha256 = 4;")]
    [InlineData("common.proto", "JOINT_FINDING_NOT_FOUND = 3", "JOINT_FINDING_NOT_FOUND = 4")]
    [InlineData("segmentation.proto", "rpc Segment(", "rpc Label(")]
    [InlineData("cropping.proto", "  double joint_dilation_share = 4;", "  double joint_dilation_share = 4;\n  string remark = 5;", true)]
    public async Task Change_to_the_protos_passes_only_where_no_client_breaks(string file, string before, string after, bool passes = false)
    {
        using var folder = new TemporaryFolder();
        var copy = Directory.CreateDirectory(folder["protos/axspa/v1"]).FullName;
        foreach (var proto in Directory.GetFiles(Repository.File("contracts", "Protos", "axspa", "v1")))
        {
            var text = await File.ReadAllTextAsync(proto, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(
                Path.Combine(copy, Path.GetFileName(proto)),
                Path.GetFileName(proto) == file ? text.Replace(before, after, StringComparison.Ordinal) : text,
                TestContext.Current.CancellationToken);
        }

        var (status, output) = await CheckAsync(folder["protos"]);

        (status == 0).ShouldBe(passes, output);
        if (!passes)
            output.ShouldContain(file);
    }

    private static async Task<(int Status, string Output)> CheckAsync(string protos)
    {
        var start = new ProcessStartInfo(Repository.File("tools", "protos"), ["check", protos]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await error);
    }
}
