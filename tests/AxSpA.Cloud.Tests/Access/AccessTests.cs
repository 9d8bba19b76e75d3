using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Hosting.Access;
using AxSpA.Cloud.Tests.Serving;
using AxSpA.Cloud.Tests.Telemetry;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;

namespace AxSpA.Cloud.Tests.Access;

[Trait("Requirement", "ACC-01")]
public class AccessTests
{
    private const int Called = 1500;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Each method that there is, and the role it needs.</summary>
    private static readonly Dictionary<string, AccessRole> Roles = new()
    {
        ["/axspa.v1.Intake/SubmitRadiograph"] = AccessRole.Submit,
        ["/axspa.v1.Intake/GetAnalysis"] = AccessRole.Read,
        ["/axspa.v1.Intake/WatchAnalysis"] = AccessRole.Read,
        ["/axspa.v1.Intake/ReadArtifact"] = AccessRole.Read,
        ["/axspa.v1.Intake/GetStatus"] = AccessRole.Read,
        ["/axspa.v1.Intake/ListParked"] = AccessRole.Read,
        ["/axspa.v1.Intake/Replay"] = AccessRole.Operate,
        ["/axspa.v1.Segmentation/Segment"] = AccessRole.Stage,
        ["/axspa.v1.Cropping/Crop"] = AccessRole.Stage,
        ["/axspa.v1.Classification/Classify"] = AccessRole.Stage,
        ["/axspa.v1.Explanation/Explain"] = AccessRole.Stage,
        ["/axspa.v1.LongitudinalRisk/GetClassifications"] = AccessRole.Read,
        ["/axspa.v1.LongitudinalRisk/ReportFollowUps"] = AccessRole.Submit,
        ["/axspa.v1.LongitudinalRisk/ReportRecord"] = AccessRole.Submit,
        ["/axspa.v1.LongitudinalRisk/NextReading"] = AccessRole.Grade,
        ["/axspa.v1.LongitudinalRisk/SubmitReading"] = AccessRole.Grade,
        ["/axspa.v1.LongitudinalRisk/ReadRadiograph"] = AccessRole.Grade,
        ["/axspa.v1.LongitudinalRisk/WatchFlags"] = AccessRole.Read,
        ["/axspa.v1.LongitudinalRisk/GetFlagChurn"] = AccessRole.Read,
        ["/axspa.v1.LongitudinalRisk/ReadCohort"] = AccessRole.Read,
        ["/axspa.v1.LongitudinalRisk/ListCohorts"] = AccessRole.Read,
    };

    /// <summary>Empty calls that whoever may call is told are empty: some of every role.</summary>
    private static readonly Dictionary<string, Func<CallInvoker, Metadata, Task>> EmptyCalls = new()
    {
        ["/axspa.v1.Intake/SubmitRadiograph"] = SubmitAsync,
        ["/axspa.v1.Intake/GetAnalysis"] = (invoker, headers) => new Intake.IntakeClient(invoker).GetAnalysisAsync(new(), headers).ResponseAsync,
        ["/axspa.v1.Intake/WatchAnalysis"] = (invoker, headers) => new Intake.IntakeClient(invoker).WatchAnalysis(new(), headers).ResponseStream.MoveNext(Cancellation),
        ["/axspa.v1.Intake/Replay"] = (invoker, headers) => new Intake.IntakeClient(invoker).ReplayAsync(new(), headers).ResponseAsync,
        ["/axspa.v1.Segmentation/Segment"] = (invoker, headers) => new Cloud.Grpc.V1.Segmentation.SegmentationClient(invoker).SegmentAsync(new(), headers).ResponseAsync,
        ["/axspa.v1.Cropping/Crop"] = (invoker, headers) => new Cloud.Grpc.V1.Cropping.CroppingClient(invoker).CropAsync(new(), headers).ResponseAsync,
        ["/axspa.v1.Classification/Classify"] = (invoker, headers) => new Cloud.Grpc.V1.Classification.ClassificationClient(invoker).ClassifyAsync(new(), headers).ResponseAsync,
        ["/axspa.v1.Explanation/Explain"] = (invoker, headers) => new Cloud.Grpc.V1.Explanation.ExplanationClient(invoker).ExplainAsync(new(), headers).ResponseAsync,
        ["/axspa.v1.LongitudinalRisk/GetClassifications"] = (invoker, headers) => Registry(invoker).GetClassificationsAsync(new(), headers).ResponseAsync,
        ["/axspa.v1.LongitudinalRisk/ReportRecord"] = (invoker, headers) => Registry(invoker).ReportRecordAsync(new(), headers).ResponseAsync,
        ["/axspa.v1.LongitudinalRisk/NextReading"] = (invoker, headers) => Registry(invoker).NextReadingAsync(new(), headers).ResponseAsync,
        ["/axspa.v1.LongitudinalRisk/GetFlagChurn"] = (invoker, headers) => Registry(invoker).GetFlagChurnAsync(new(), headers).ResponseAsync,
    };

    [Fact]
    public async Task Every_method_that_is_served_names_its_role_and_only_health_is_open()
    {
        await using var system = await ServedSystem.StartAsync();
        var served = system.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>() is not null)
            .ToLookup(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()!.Method.FullName);

        var closed = served.Where(method => !method.Key.StartsWith("/grpc.health.v1.Health/", StringComparison.Ordinal)).ToList();
        closed.Select(method => method.Key).ShouldBe(Roles.Keys, ignoreOrder: true);
        foreach (var method in closed)
        {
            method.ShouldAllBe(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() == null, method.Key);
            method.ShouldAllBe(endpoint => endpoint.Metadata.GetMetadata<RequiresRoleAttribute>()!.Role == Roles[method.Key], method.Key);
        }

        EmptyCalls.Keys.Select(method => Roles[method]).Distinct().ShouldBe(Enum.GetValues<AccessRole>(), ignoreOrder: true);
    }

    [Fact]
    public async Task Each_method_lets_in_its_role_alone_and_says_what_it_needs()
    {
        await using var system = await ServedSystem.StartAsync(overrides: AccessKeys.Settings);
        var invoker = system.Channel.CreateCallInvoker();

        foreach (var (method, call) in EmptyCalls)
        {
            var needed = Roles[method];
            foreach (var role in Enum.GetValues<AccessRole>())
            {
                var answer = await Should.ThrowAsync<RpcException>(() => call(invoker, AccessKeys.Bearer(role)));
                answer.Status.Detail.ShouldNotContain(AccessKeys.Of(role));
                if (role == needed)
                {
                    answer.StatusCode.ShouldBe(StatusCode.InvalidArgument, method);
                    continue;
                }

                (answer.StatusCode, answer.Status.Detail)
                    .ShouldBe((StatusCode.PermissionDenied, $"expected a key with role {needed}, found {AccessKeys.NameOf(role)} with {role}"), method);
            }

            foreach (var authorization in new[] { null, "Bearer ", "Bearer unknown-key", "Basic unknown-key", AccessKeys.Of(needed), $"Bearer {AccessKeys.Of(needed)}x" })
            {
                var answer = await Should.ThrowAsync<RpcException>(() => call(invoker, AccessKeys.Header(authorization)));
                answer.StatusCode.ShouldBe(StatusCode.Unauthenticated, method);
                answer.Status.Detail.ShouldStartWith("expected an API key ('authorization: Bearer KEY'), found ");
                answer.Status.Detail.ShouldNotContain("unknown-key");
            }
        }

        (await new Health.HealthClient(invoker).CheckAsync(new HealthCheckRequest(), cancellationToken: Cancellation)).Status
            .ShouldBe(HealthCheckResponse.Types.ServingStatus.Serving);
    }

    [Fact]
    public async Task Key_with_several_roles_opens_the_methods_of_each()
    {
        (string, string)[] settings = [("Hosting:Access:Anonymous", "false"), .. AccessKeys.Setting(0, "both", "key", "Read", "Stage")];
        await using var system = await ServedSystem.StartAsync(overrides: settings);
        var invoker = system.Channel.CreateCallInvoker();

        foreach (var (method, call) in EmptyCalls)
        {
            var answer = await Should.ThrowAsync<RpcException>(() => call(invoker, AccessKeys.Header("bearer key")));
            answer.StatusCode.ShouldBe(Roles[method] is AccessRole.Read or AccessRole.Stage ? StatusCode.InvalidArgument : StatusCode.PermissionDenied, method);
        }
    }

    [Fact]
    public async Task Who_called_what_with_which_outcome_is_logged_and_no_key_is()
    {
        using var log = new RecordedLog();
        await using var system = await ServedSystem.StartAsync(
            configure: services => services.AddLogging(logging => logging.AddProvider(log)),
            overrides: [("Logging:LogLevel:Default", "Debug"), .. AccessKeys.Settings]);
        var registry = system.Registry;

        foreach (var headers in new[] { AccessKeys.Bearer(AccessRole.Read), AccessKeys.Bearer(AccessRole.Submit), AccessKeys.Header("Bearer unknown-key"), [] })
            await Refused.FailureOf(registry.GetClassificationsAsync(new(), headers, cancellationToken: Cancellation));
        await new Health.HealthClient(system.Channel).CheckAsync(new HealthCheckRequest(), cancellationToken: Cancellation);
        await system.DisposeAsync();

        log.Events.Where(entry => entry.Id == Called).Select(entry => (entry.Fields["Caller"], entry.Fields["Method"], entry.Fields["Outcome"])).ShouldBe(
        [
            (AccessKeys.NameOf(AccessRole.Read), "/axspa.v1.LongitudinalRisk/GetClassifications", StatusCode.InvalidArgument),
            (AccessKeys.NameOf(AccessRole.Submit), "/axspa.v1.LongitudinalRisk/GetClassifications", StatusCode.PermissionDenied),
            ("unknown", "/axspa.v1.LongitudinalRisk/GetClassifications", StatusCode.Unauthenticated),
            ("unknown", "/axspa.v1.LongitudinalRisk/GetClassifications", StatusCode.Unauthenticated),
        ]);
        log.Text.ShouldNotContain(line => line.Contains("the-key-for-") || line.Contains("unknown-key"));
    }

    private static Cloud.Grpc.V1.LongitudinalRisk.LongitudinalRiskClient Registry(CallInvoker invoker) => new(invoker);

    private static async Task SubmitAsync(CallInvoker invoker, Metadata headers)
    {
        using var call = new Intake.IntakeClient(invoker).SubmitRadiograph(headers);
        try
        {
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception closed) when (closed is RpcException or InvalidOperationException)
        {
            // Answered before anything was sent; the answer is what counts.
        }

        await call.ResponseAsync;
    }
}
