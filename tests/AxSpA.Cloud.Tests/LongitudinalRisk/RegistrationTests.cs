using System.Diagnostics;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Telemetry;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using Microsoft.EntityFrameworkCore;
using Shouldly;

namespace AxSpA.Cloud.Tests.LongitudinalRisk;

/// <summary>What the pipeline tells the registry, much of it at once.</summary>
public class RegistrationTests
{
    private const int Count = 40;

    private static readonly string[] Radiographs = [.. Enumerable.Range(1, Count).Select(number => $"{number:x32}")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Requirement", "REG-01")]
    public async Task Everything_at_once_and_twice_is_registered_once_and_confirmed_as_often_as_it_was_told()
    {
        await using var registry = await ServedRegistry.StartAsync();
        var told = Radiographs.SelectMany(radiograph => new Func<Task>[]
        {
            () => registry.RegisterAsync(new RadiographRecord { RadiographId = radiograph, Site = "berlin" }),
            () => registry.RegisterAsync(Subjects.Classified(radiograph, 0.9)),
            () => registry.RegisterAsync(Subjects.Classified(radiograph, 0.4, route: ClassificationRoute.Standard)),
        }).ToArray();
        var twice = told.Concat(told).ToArray();
        new Random(3).Shuffle(twice);

        await Task.WhenAll(twice.Select(tell => tell()));

        (await registry.Database.ReadAsync(context => context.Radiographs.CountAsync(Cancellation), Cancellation)).ShouldBe(Count);
        (await registry.Database.ReadAsync(context => context.Classifications.CountAsync(Cancellation), Cancellation)).ShouldBe(2 * Count);
        var confirmed = new List<(string Radiograph, ClassificationRoute Route)>();
        while (confirmed.Count < 4 * Count)
        {
            var message = await registry.Published.ReadAsync(Cancellation);
            if (message is ClassificationRegistered registered)
                confirmed.Add((registered.RadiographId, registered.Route));
        }

        confirmed.GroupBy(one => one).ShouldAllBe(same => same.Count() == 2);
    }

    [Fact]
    [Trait("Requirement", "REG-03")]
    public async Task Flags_that_are_raised_together_are_told_each_in_the_trace_of_its_cause()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Spans.Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        await using var registry = await ServedRegistry.StartAsync();
        await registry.BringAsync(Radiographs.SelectMany(radiograph => Subjects.Read(radiograph, "M0", 0, radiographic: false, radiograph)));

        var traces = new Dictionary<string, string>();
        var registering = new List<Task>();
        foreach (var radiograph in Radiographs)
        {
            using var cause = new Activity("cause").Start();
            traces[radiograph] = cause.TraceId.ToString();
            registering.Add(registry.RegisterAsync(Subjects.Classified(radiograph, 0.9)));
        }

        await Task.WhenAll(registering);

        var flagged = new List<string>();
        while (flagged.Count < Count)
        {
            var (message, trace) = await registry.Traced.ReadAsync(Cancellation);
            if (message is not ProgressionRiskFlagged flag)
                continue;
            flagged.Add(flag.RadiographId);
            trace.ShouldBe(traces[flag.RadiographId]);
        }

        flagged.ShouldBe(Radiographs, ignoreOrder: true);
    }
}
