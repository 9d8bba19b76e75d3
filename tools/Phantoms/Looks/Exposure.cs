using AxSpA.Cloud.Phantoms.Chance;

namespace AxSpA.Cloud.Phantoms.Looks;

/// <summary>How one radiograph was taken: how the patient lay and what the technician set.</summary>
internal sealed record Exposure
{
    /// <summary>Turned about the long axis, radians; positive moves what lies in front to the image right.</summary>
    public required double Yaw { get; init; }

    /// <summary>Pelvic tilt, radians; positive moves what lies in front down.</summary>
    public required double Tilt { get; init; }

    /// <summary>Turned in the picture's plane, radians.</summary>
    public required double Roll { get; init; }

    /// <summary>Size at the detector over size at the average distance, 0.96 to 1.05.</summary>
    public required double Magnification { get; init; }

    /// <summary>Millimetres by which the patient lies off the middle.</summary>
    public required double AcrossMm { get; init; }

    public required double DownMm { get; init; }

    /// <summary>Dose over the site's usual.</summary>
    public required double Dose { get; init; }

    /// <summary>Attenuation that the window is off by.</summary>
    public required double WindowShift { get; init; }

    public static Exposure Of(RandomSource visit)
    {
        var chance = visit.For("exposure");
        return new Exposure
        {
            Yaw = 0.035 * chance.Normal(),
            Tilt = 0.06 * chance.Normal(),
            Roll = 0.022 * chance.Normal(),
            Magnification = 1 + (0.018 * chance.Normal()),
            AcrossMm = 6 * chance.Normal(),
            DownMm = 7 * chance.Normal(),
            Dose = Math.Exp(0.25 * chance.Normal()),
            WindowShift = 0.12 * chance.Normal(),
        };
    }
}
