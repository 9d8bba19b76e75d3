namespace AxSpA.Cloud.Servers.Tests.Messaging;

/// <summary>A test waits for what must come, not for ever.</summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(180);

    /// <summary>Ends with the test, or after the limit.</summary>
    public static CancellationToken Token => CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken, new CancellationTokenSource(Limit).Token).Token;
}
