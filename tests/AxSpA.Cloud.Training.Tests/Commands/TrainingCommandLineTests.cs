using AxSpA.Cloud.Training.Commands;
using AxSpA.Cloud.Training.Native;
using Shouldly;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Tests.Commands;

public class TrainingCommandLineTests
{
    [Fact]
    public async Task Help_names_the_command_as_it_is_typed()
    {
        using var output = new StringWriter();
        (await TrainingCommandLine.RunAsync(["--help"], output, TextWriter.Null)).ShouldBe(0);
        output.ToString().ShouldContain("axspa train");
        output.ToString().ShouldContain("Research use only");
    }

    [Fact]
    public async Task Wrong_call_exits_with_2_and_writes_to_standard_error()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        (await TrainingCommandLine.RunAsync(["segmentr"], output, errors)).ShouldBe(2);
        output.ToString().ShouldBeEmpty();
        errors.ToString().ShouldContain("segmentr");
    }

    [Fact]
    public void Cuda_where_there_is_none_is_refused_with_what_it_needs()
    {
        if (cuda.is_available())
            Assert.Skip("there is a CUDA device here");
        Should.Throw<ArgumentException>(() => ComputeDevice.Select("cuda")).Message.ShouldContain("expected a CUDA device, found none");
        ComputeDevice.Select("cpu").ShouldBe(CPU);
        Should.Throw<ArgumentException>(() => ComputeDevice.Select("tpu")).Message.ShouldContain("expected cpu or cuda, found tpu");
    }
}
