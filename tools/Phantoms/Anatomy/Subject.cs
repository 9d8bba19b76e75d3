using System.Numerics;
using AxSpA.Cloud.Phantoms.Chance;

namespace AxSpA.Cloud.Phantoms.Anatomy;

/// <summary>Size and build of a subject, the same at every visit.</summary>
internal sealed record Subject
{
    /// <summary>The average pelvis times this, across, down and in depth.</summary>
    public required Vector3 Size { get; init; }

    /// <summary>0 an android pelvis, 1 a gynaecoid one: wider outlet, lower and wider wings.</summary>
    public required float Gynaecoid { get; init; }

    /// <summary>Millimetres of soft tissue from front to back at the middle, 160 to 290.</summary>
    public required float DepthMm { get; init; }

    /// <summary>Half of the body's width at the hips in millimetres, 165 to 240.</summary>
    public required float HalfWidthMm { get; init; }

    /// <summary>Bone mineral against the average, 0.75 to 1.2.</summary>
    public required float Density { get; init; }

    /// <summary>Numbers for everything else that belongs to the subject.</summary>
    public required RandomSource Chance { get; init; }

    public static Subject Of(RandomSource subject)
    {
        var chance = subject.For("build");
        var size = 1 + (0.035 * chance.Normal());
        var habitus = chance.Normal();
        return new Subject
        {
            Size = new Vector3((float)(size * (1 + (0.02 * chance.Normal()))), (float)(size * (1 + (0.025 * chance.Normal()))), (float)size),
            Gynaecoid = (float)Math.Clamp(0.5 + (chance.Happens(0.5) ? 0.3 : -0.3) + (0.15 * chance.Normal()), 0, 1),
            DepthMm = (float)(212 + (24 * habitus) + (5 * chance.Normal())),
            HalfWidthMm = (float)(196 + (15 * habitus) + (4 * chance.Normal())),
            Density = (float)(0.97 + (0.09 * chance.Normal())),
            Chance = subject,
        };
    }

    /// <summary>A landmark of the average pelvis as this subject has it.</summary>
    public Vector3 Shaped(Vector3 average)
    {
        var low = Math.Clamp((average.Y + 10) / 150, 0, 1);
        var high = Math.Clamp((-40 - average.Y) / 80, 0, 1);
        var across = 1 + (0.07f * (Gynaecoid - 0.5f) * ((2 * low) - 0.2f));
        var down = 1 - (0.06f * (Gynaecoid - 0.5f) * (low + high));
        return new Vector3(average.X * across, average.Y * down, average.Z) * Size;
    }

    /// <summary>Landmarks with variation of their own: standard deviation <paramref name="millimetres"/>, neighbours alike.</summary>
    public static Vector3[] Varied(ReadOnlySpan<Vector3> average, RandomSource chance, double millimetres)
    {
        var (across, down) = (new double[average.Length], new double[average.Length]);
        for (var index = 0; index < average.Length; index++)
            (across[index], down[index]) = (millimetres * chance.Normal(), millimetres * chance.Normal());
        var varied = new Vector3[average.Length];
        for (var index = 0; index < average.Length; index++)
        {
            var next = (index + 1) % average.Length;
            varied[index] = average[index] + new Vector3((float)((across[index] + across[next]) * 0.7), (float)((down[index] + down[next]) * 0.7), 0);
        }

        return varied;
    }
}
