namespace AxSpA.Cloud.Phantoms;

/// <summary>How ill a sacroiliac joint is: a grade of the modified New York criteria (van der Linden et al., Arthritis Rheum 1984;27:361) and how near the next one is.</summary>
/// <param name="Grade">0 normal, 1 suspicious, 2 minimal, 3 moderate, 4 ankylosis.</param>
/// <param name="Progress">
/// 0..1 within the grade. Near 1 the joint carries early signs of the next grade that a reader's threshold misses and a network may see.
/// </param>
public sealed record JointDisease(int Grade, double Progress);
