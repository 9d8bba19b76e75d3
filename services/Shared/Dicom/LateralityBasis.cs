namespace AxSpA.Cloud.Dicom;

/// <summary>Why the patient's right is believed to be at image left.</summary>
public enum LateralityBasis
{
    /// <summary>The file's header says so (DICOM Patient Orientation); pixels stored otherwise were turned.</summary>
    Header,

    /// <summary>The file says nothing about the patient's sides; the customary display of a pelvis is assumed.</summary>
    Assumed,
}
