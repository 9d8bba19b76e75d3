using System.Diagnostics.CodeAnalysis;

namespace AxSpA.Cloud.Models;

/// <summary>Type of a tensor's values in a checkpoint.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "The types' own names are what a checkpoint's values are called by.")]
public enum TensorType
{
    Float32,
    Float64,
    Float16,
    BFloat16,
    Int64,
    Int32,
    Int16,
    Int8,
    UInt8,
    Bool,
}
