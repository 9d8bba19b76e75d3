using System.Runtime.CompilerServices;

namespace AxSpA.Cloud.Tests.Reference;

/// <summary>A test waits for what must come, however slow the machine, but not for ever.</summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static readonly ConditionalWeakTable<object, CancellationTokenSource> Limits = [];

    /// <summary>Ends with the test, or as long after it first waited as all its waiting together may take.</summary>
    public static CancellationToken Token => TestContext.Current is { Test: { } test, CancellationToken: var ended }
        ? Limits.GetValue(test, _ => Limited(ended)).Token
        : Limited(TestContext.Current.CancellationToken).Token;

    private static CancellationTokenSource Limited(CancellationToken ended)
    {
        var limited = CancellationTokenSource.CreateLinkedTokenSource(ended);
        limited.CancelAfter(Limit);
        return limited;
    }
}
