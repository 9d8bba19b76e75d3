namespace AxSpA.Cloud.Statistics.Agreement;

/// <summary>What one reader said of one radiograph.</summary>
/// <param name="Subject">Whose radiograph, any number that tells the subject from others.</param>
/// <param name="Radiograph">Any number that tells it from all others, of other subjects too.</param>
/// <param name="Reader">Who.</param>
/// <param name="Radiographic">The status; null where the reader abstains.</param>
/// <param name="LeftGrade">0..4; null where not graded.</param>
/// <param name="RightGrade">0..4; null where not graded.</param>
public readonly record struct GivenWord(int Subject, int Radiograph, string Reader, bool? Radiographic, int? LeftGrade, int? RightGrade);
