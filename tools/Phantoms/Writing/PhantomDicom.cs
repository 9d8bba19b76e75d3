using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AxSpA.Cloud.Dicom;
using AxSpA.Cloud.Phantoms.Cohorts;

namespace AxSpA.Cloud.Phantoms.Writing;

/// <summary>A drawn radiograph as the DICOM file that a hospital would send.</summary>
internal static class PhantomDicom
{
    public const string Manufacturer = "AxSpA.Cloud phantom";

    public static byte[] Of(ulong seed, PhantomSubject subject, PhantomVisit visit, PhantomRadiograph drawn)
    {
        string[] study = [seed.ToString(CultureInfo.InvariantCulture), subject.Site, subject.Name, visit.Name];
        // Other pixels are another image, also where another cohort has the same names.
        var pixels = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(drawn.Pixels.Values)));
        return DigitalXRay.Write(drawn.Pixels, drawn.BitsStored, new DigitalXRayHeader
        {
            SopInstanceUid = DicomUid.Of(["phantom image", .. study, pixels]),
            StudyInstanceUid = DicomUid.Of(["phantom study", .. study]),
            SeriesInstanceUid = DicomUid.Of(["phantom series", .. study]),
            PatientName = $"Phantom^{subject.Name}",
            PatientId = subject.Name,
            PatientIsMale = subject.Clinical.IsMale,
            PatientAgeYears = (int)(subject.Clinical.AgeYears + (visit.Months / 12.0)),
            Date = visit.Date,
            PixelSpacingMm = drawn.PixelSpacing,
            Photometric = PhotometricOf(subject.Site),
            Manufacturer = Manufacturer,
            InstitutionName = subject.Site,
            DeidentificationMethod = "Synthetic: no person was depicted",
        });
    }

    /// <summary>A site's equipment writes either; numbered sites alternate.</summary>
    public static Photometric PhotometricOf(string site) => site.Sum(letter => letter) % 2 == 0 ? Photometric.Monochrome1 : Photometric.Monochrome2;
}
