namespace AxSpA.Cloud.Models;

/// <summary>Element types of tensors by their number in onnx.proto (TensorProto.DataType).</summary>
internal enum OnnxElement
{
    Single = 1,
    Integer = 7,
}
