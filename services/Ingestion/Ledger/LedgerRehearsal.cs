using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Messaging;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>
/// Takes a made-up analysis through a ledger in memory, from acceptance to its end. EF Core compiles a query when it first meets it, a few
/// hundred milliseconds in all; done while the networks load, no radiograph waits for it.
/// </summary>
public sealed class LedgerRehearsal(ActivePlan plan, IOptions<LedgerOptions> options, IOptions<BrokerOptions> broker, TimeProvider time)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var contexts = new ScratchDatabase<LedgerContext>(scratch => new LedgerContext(scratch));
        var database = contexts.Database;
        var signals = new LedgerSignals();
        var ledger = new AnalysisLedger(database, signals, options, time);
        var results = new AnalysisResults(database, signals, options, time);
        var scope = new DispatchScope();
        scope.Restrict();

        await ledger.ActivateAsync(plan.Plan, cancellation);
        var radiograph = MadeUp();
        var known = await ledger.RefuseAsync(radiograph.RadiographId, radiograph.PixelDigest, cancellation);
        var (analysis, _) = await ledger.AcceptAsync(radiograph, plan.Plan, known, cancellation);
        scope.Give(analysis.AnalysisId);
        await new Dispatching(database, scope, options, broker, time).NextAsync(cancellation);
        foreach (var route in AnalysisFacts.PlannedRoutes(plan.Plan))
        {
            await ledger.RecordAsync(
                new RadiographRejected
                {
                    AnalysisId = analysis.AnalysisId,
                    RadiographId = analysis.RadiographId,
                    Route = route,
                    Stage = "rehearsal",
                    Reason = RejectionReason.NoSacrum,
                    Detail = "",
                    Milliseconds = 0,
                },
                cancellation);
        }

        await results.WaitAsync(analysis.AnalysisId, cancellation);
    }

    private RadiographRow MadeUp() => new()
    {
        RadiographId = "rehearsal",
        Site = "rehearsal",
        PixelDigest = new string('0', 64),
        ImageName = CanonicalImage.NameOf(new string('0', 64)),
        ImageBytes = 0,
        Rows = 1,
        Columns = 1,
        LateralityBasis = LateralityBasis.Assumed,
        DecodeMilliseconds = 0,
        AcceptedAt = time.GetUtcNow(),
    };
}
