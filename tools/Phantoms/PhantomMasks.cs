using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Phantoms;

/// <summary>Masks of 0 and 1 on a radiograph's grid. Left and right are the patient's.</summary>
/// <param name="LeftJoint">The left sacroiliac joint: its space and the bone that borders on it.</param>
/// <param name="RightJoint">The right one.</param>
/// <param name="LeftLesions">Pixels that a lesion of the left joint changed; empty where it has none.</param>
/// <param name="RightLesions">The same at the right joint.</param>
/// <param name="Symphysis">The pubic symphysis and the bone that borders on it.</param>
/// <param name="LeftHip">The left femoral head with its joint space.</param>
/// <param name="RightHip">The right one.</param>
public sealed record PhantomMasks(
    Plane<byte> LeftJoint,
    Plane<byte> RightJoint,
    Plane<byte> LeftLesions,
    Plane<byte> RightLesions,
    Plane<byte> Symphysis,
    Plane<byte> LeftHip,
    Plane<byte> RightHip);
