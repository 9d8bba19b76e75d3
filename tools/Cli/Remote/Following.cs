using Wire = AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.Cli.Remote;

/// <summary>A radiograph that was sent and followed to the end of its analysis.</summary>
/// <param name="KnownBefore">It had ended before this run sent it.</param>
internal sealed record Following(Wire.Analysis Ended, bool KnownBefore);
