using System.Diagnostics;
using System.Reflection;
using MassTransit;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AxSpA.Cloud.Hosting.Telemetry;

/// <summary>OpenTelemetry in a host that listens: traces to a collector, metrics to a collector and to whoever asks <c>/metrics</c>.</summary>
internal static class TelemetryRegistration
{
    /// <param name="service">The host's service, as traces and metrics name it.</param>
    public static void AddTelemetry(this IServiceCollection services, string service)
    {
        services.AddBusMetrics();
        services.AddSingleton<IInterceptor, TransactionCount>();
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                service,
                serviceNamespace: "axspa",
                serviceVersion: Version(),
                serviceInstanceId: $"{Environment.MachineName}/{Environment.ProcessId}"))
            .WithTracing(tracing => tracing
                .AddSource(Spans.Source, "MassTransit")
                .AddAspNetCoreInstrumentation(web => web.Filter = request => !IsProbe(request)))
            .WithMetrics(metrics => metrics
                // MassTransit's own meter counts in "ea" and milliseconds: the same is said here in base units and under the conventions' names.
                .AddMeter(Instruments.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
                .AddRuntimeInstrumentation()
                .AddPrometheusExporter());
        services.ConfigureOpenTelemetryTracerProvider((provider, tracing) =>
        {
            if (Otlp(provider, "v1/traces") is { } collector)
                tracing.AddProcessor(new OpenTelemetry.BatchActivityExportProcessor(new OtlpTraceExporter(collector), scheduledDelayMilliseconds: 1000));
        });
        services.ConfigureOpenTelemetryMeterProvider((provider, metrics) =>
        {
            if (Otlp(provider, "v1/metrics") is { } collector)
                metrics.AddReader(new PeriodicExportingMetricReader(new OtlpMetricExporter(collector)));
        });
    }

    private static OtlpExporterOptions? Otlp(IServiceProvider provider, string path)
    {
        var options = provider.GetRequiredService<IOptions<TelemetryOptions>>().Value;
        if (options.OtlpEndpoint.Length == 0)
            return null;
        return options.OtlpProtocol == OtlpProtocol.Grpc
            ? new OtlpExporterOptions { Endpoint = new Uri(options.OtlpEndpoint), Protocol = OtlpExportProtocol.Grpc }
            : new OtlpExporterOptions { Endpoint = new Uri($"{options.OtlpEndpoint.TrimEnd('/')}/{path}"), Protocol = OtlpExportProtocol.HttpProtobuf };
    }

    private static void AddBusMetrics(this IServiceCollection services)
    {
        services.AddSingleton<BusMetrics>();
        services.AddSingleton<IPublishObserver>(provider => provider.GetRequiredService<BusMetrics>());
        services.AddSingleton<IReceiveObserver>(provider => provider.GetRequiredService<BusMetrics>());
        services.AddSingleton<IConsumeObserver>(provider => provider.GetRequiredService<BusMetrics>());
    }

    private static bool IsProbe(HttpContext request) => request.Request.Path.StartsWithSegments("/health") || request.Request.Path == ProbeRegistration.Metrics;

    private static string Version()
        => typeof(Composition).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
