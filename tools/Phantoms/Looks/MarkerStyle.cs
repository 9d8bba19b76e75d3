namespace AxSpA.Cloud.Phantoms.Looks;

/// <summary>How a site marks the patient's side.</summary>
internal enum MarkerStyle
{
    /// <summary>A lead letter in the beam.</summary>
    Lead,

    /// <summary>A lead letter on a plate.</summary>
    Plate,

    /// <summary>A letter burnt in by software.</summary>
    Overlay,
}
