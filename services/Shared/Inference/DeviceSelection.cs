using Microsoft.ML.OnnxRuntime;

namespace AxSpA.Cloud.Inference;

/// <summary>Selects the execution provider for the device asked for.</summary>
internal static class DeviceSelection
{
    /// <returns>The device that will run, and why it is not the one asked for where it isn't.</returns>
    /// <exception cref="DeviceUnavailableException">CUDA was asked for, is missing, and no fallback is allowed.</exception>
    public static (string Device, string? Fallback) Apply(SessionOptions session, InferenceOptions options)
    {
        if (options.Device == InferenceDevice.Cpu)
            return ("cpu", null);

        var (reason, cause) = TryAppendCuda(session);
        if (reason is null)
            return ("cuda", null);
        return options.AllowCpuFallback ? ("cpu", reason) : throw new DeviceUnavailableException(reason, cause);
    }

    private static (string? Reason, Exception? Cause) TryAppendCuda(SessionOptions session)
    {
        if (!OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider"))
            return ("this build carries the CPU package of ONNX Runtime (build with -p:Accelerator=cuda)", null);
        try
        {
            using var cuda = new OrtCUDAProviderOptions();
            // TF32 rounds products to 10 bits: it would no longer be single precision.
            cuda.UpdateOptions(new Dictionary<string, string> { ["device_id"] = "0", ["use_tf32"] = "0" });
            session.AppendExecutionProvider_CUDA(cuda);
            return (null, null);
        }
        catch (OnnxRuntimeException exception)
        {
            return (exception.Message, exception);
        }
    }
}
