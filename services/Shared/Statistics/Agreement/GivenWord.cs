namespace AxSpA.Cloud.Statistics.Agreement;

/// <summary>What one reader said of one radiograph.</summary>
/// <param name="Subject">The radiograph, any number that tells it from others.</param>
/// <param name="Reader">Who.</param>
/// <param name="Radiographic">The status; null where the reader abstains.</param>
/// <param name="LeftGrade">0..4; null where not graded.</param>
/// <param name="RightGrade">0..4; null where not graded.</param>
public readonly record struct GivenWord(int Subject, string Reader, bool? Radiographic, int? LeftGrade, int? RightGrade);
