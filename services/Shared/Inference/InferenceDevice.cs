namespace AxSpA.Cloud.Inference;

/// <summary>Where networks run.</summary>
public enum InferenceDevice
{
    Cpu,

    /// <summary>The first CUDA device; needs a build with <c>-p:Accelerator=cuda</c>.</summary>
    Cuda,
}
