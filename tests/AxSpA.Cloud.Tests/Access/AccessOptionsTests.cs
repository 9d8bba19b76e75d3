using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Cropping;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Listening;
using AxSpA.Cloud.Tests.Reference;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Shouldly;

namespace AxSpA.Cloud.Tests.Access;

[Trait("Requirement", "ACC-01")]
public class AccessOptionsTests
{
    private static readonly string Digest = new('a', 64);

    [Fact]
    public async Task Host_that_was_told_nothing_is_not_open()
    {
        (await RefusalAsync()).ShouldBe(["Hosting:Access:Keys: expected at least one key, or Hosting:Access:Anonymous=true on a loopback address, found neither"]);
    }

    [Fact]
    public async Task Host_that_others_can_reach_has_keys_whatever_else_it_was_told()
    {
        const string Refusal = "Hosting:Access:Keys: expected at least one key where Hosting:Listen:Address is not loopback, found none for 0.0.0.0";
        (await RefusalAsync(("Hosting:Listen:Address", "0.0.0.0"))).ShouldBe([Refusal]);
        (await RefusalAsync(("Hosting:Listen:Address", "0.0.0.0"), ("Hosting:Access:Anonymous", "true"))).ShouldBe([Refusal]);
    }

    [Fact]
    public async Task Keys_and_anonymous_contradict_each_other()
        => (await RefusalAsync([.. AccessKeys.Settings, ("Hosting:Access:Anonymous", "true")]))
            .ShouldBe(["Hosting:Access:Anonymous: expected false where keys are given, found true beside 5 keys"]);

    [Fact]
    public async Task Keys_that_are_not_what_they_should_be_are_named_one_by_one()
    {
        var refusals = await RefusalAsync(
            ("Hosting:Access:Keys:0:Name", "first"),
            ("Hosting:Access:Keys:0:Sha256", Digest),
            ("Hosting:Access:Keys:0:Roles:0", "Read"),
            ("Hosting:Access:Keys:1:Name", "first"),
            ("Hosting:Access:Keys:1:Sha256", Digest.ToUpperInvariant()),
            ("Hosting:Access:Keys:1:Roles:0", "Read"),
            ("Hosting:Access:Keys:1:Roles:1", "Admin"),
            ("Hosting:Access:Keys:2:Name", "two words"),
            ("Hosting:Access:Keys:2:Sha256", "the key itself"));

        refusals.Select(refusal => refusal[..refusal.IndexOf(": ", StringComparison.Ordinal)]).ShouldBe(
        [
            "Hosting:Access:Keys:1:Name", "Hosting:Access:Keys:1:Sha256", "Hosting:Access:Keys:1:Roles:1",
            "Hosting:Access:Keys:2:Name", "Hosting:Access:Keys:2:Sha256", "Hosting:Access:Keys:2:Roles",
        ]);
        refusals.ShouldAllBe(refusal => refusal.Contains("expected") && refusal.Contains("found"));
        refusals.ShouldNotContain(refusal => refusal.Contains("the key itself"));
        refusals.ShouldContain("Hosting:Access:Keys:1:Roles:1: expected one of Submit, Read, Operate, Stage, Grade, found Admin");
    }

    [Fact]
    public async Task Sections_that_are_wrong_at_once_are_all_named()
    {
        (await RefusalAsync(("Hosting:Folder", ""))).ShouldBe(
        [
            "Hosting:Folder: expected the path of the work folder, found nothing",
            "Hosting:Access:Keys: expected at least one key, or Hosting:Access:Anonymous=true on a loopback address, found neither",
        ], ignoreOrder: true);
        (await RefusalAsync([.. AccessKeys.Settings, ("Hosting:Listen:Address", "somewhere")])).ShouldBe(["Hosting:Listen:Address: expected an IP address, found somewhere"]);
        (await RefusalAsync([.. AccessKeys.Settings, ("Hosting:Listen:GrpcPort", "many")])).ShouldBe(["Hosting:Listen:GrpcPort: expected a value of type System.Int32, found many"]);
    }

    private static async Task<IReadOnlyList<string>> RefusalAsync(params (string Key, string Value)[] settings)
    {
        using var folder = new TemporaryFolder();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        // The later of two values of one key wins, as it does between real sources.
        (string, string)[] usual = [("Hosting:Folder", folder.Path), ("Hosting:Listen:GrpcPort", "0"), ("Hosting:Listen:HealthPort", "0")];
        builder.Configuration.AddInMemoryCollection(usual.Concat(settings)
            .GroupBy(pair => pair.Item1).ToDictionary(pairs => pairs.Key, pairs => (string?)pairs.Last().Item2));
        return Misconfiguration.Of(await Should.ThrowAsync<Exception>(StartAsync), new ListenOptions());

        async Task StartAsync()
        {
            await using var host = ServiceProgram.Build(builder, Services.Cropping, composition => composition.AddCropping());
            await host.StartAsync(TestContext.Current.CancellationToken);
        }
    }
}
