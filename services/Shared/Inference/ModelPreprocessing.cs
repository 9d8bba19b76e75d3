namespace AxSpA.Cloud.Inference;

/// <summary>What is done to a radiograph before a classifier sees it. These numbers change clinical results, so they live with the model.</summary>
/// <param name="Version">One of <see cref="PreprocessingVersions"/>.</param>
/// <param name="JointDilationShare">Dilation of the sacrum as a share of its extent; 0.05 as published.</param>
/// <param name="ClaheClipShare">Clip limit of the adaptive histogram equalisation as a share of a tile's pixels; 0.01 as published.</param>
public sealed record ModelPreprocessing(string Version, double JointDilationShare, double ClaheClipShare);
