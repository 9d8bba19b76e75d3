using System.Text.RegularExpressions;

namespace AxSpA.Cloud.Hosting.Messaging;

/// <summary>The name of a consumer's queue.</summary>
public static partial class QueueName
{
    /// <summary>For example <c>segmentation-segment-radiograph</c>.</summary>
    public static string Of(string service, string consumer) => $"{service}-{WordStart().Replace(consumer, "-$0").ToLowerInvariant()}";

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}
