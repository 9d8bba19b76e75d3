using AxSpA.Cloud.Training.Runs;
using Shouldly;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Tests.Runs;

[Trait("Requirement", "TRA-01")]
public class OneCycleTests
{
    /// <summary>Ten steps to a rate of 1: 0.04 rising to its top at step 2 (0.3 · 10 − 1), then falling to 0.04e-4.</summary>
    [Theory]
    [InlineData(0, 0.04, 0.95)]
    [InlineData(1, 0.52, 0.90)]
    [InlineData(2, 1, 0.85)]
    [InlineData(5, 0.611262, 0.888874)]
    [InlineData(9, 0.000004, 0.95)]
    public void Schedule_has_the_values_of_its_formula(long step, double rate, double beta1)
    {
        var schedule = new OneCycle(10, 1);

        schedule.Rate(step).ShouldBe(rate, 1e-6);
        schedule.Beta1(step).ShouldBe(beta1, 1e-6);
    }

    [Fact]
    public void Schedule_is_that_of_the_library_for_one_group()
    {
        using var parameter = new TorchSharp.Modules.Parameter(zeros(1));
        using var optimiser = optim.AdamW([parameter], 1e-3);
        var library = optim.lr_scheduler.OneCycleLR(optimiser, 2e-2, total_steps: 97);
        var schedule = new OneCycle(97, 2e-2);

        for (var step = 0; step < 97; step++)
        {
            var group = optimiser.ParamGroups.Single();
            schedule.Rate(step).ShouldBe(group.LearningRate, 1e-12);
            schedule.Beta1(step).ShouldBe(((TorchSharp.Modules.AdamW.ParamGroup)group).Betas.Item1, 1e-12);
            if (step < 96)
                library.step();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Schedule_of_very_few_steps_is_finite(long steps)
    {
        var schedule = new OneCycle(steps, 1);

        for (var step = 0L; step < steps; step++)
            schedule.Rate(step).ShouldBeInRange(0, 1);
    }
}
