using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Cropping;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Tests.Reference;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Shouldly;

namespace AxSpA.Cloud.Tests.Access;

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
            .ShouldBe(["Hosting:Access:Anonymous: expected false where keys are given, found true beside 4 keys"]);

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
        refusals.ShouldContain("Hosting:Access:Keys:1:Roles:1: expected one of Submit, Read, Operate, Stage, found Admin");
    }

    private static async Task<IReadOnlyList<string>> RefusalAsync(params (string Key, string Value)[] settings)
    {
        using var folder = new TemporaryFolder();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(settings
            .Append(("Hosting:Folder", folder.Path)).Append(("Hosting:Listen:GrpcPort", "0")).Append(("Hosting:Listen:HealthPort", "0"))
            .ToDictionary(pair => pair.Item1, pair => (string?)pair.Item2));
        await using var host = ServiceProgram.Build(builder, Services.Cropping, composition => composition.AddCropping());
        return [.. (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken))).Failures];
    }
}
