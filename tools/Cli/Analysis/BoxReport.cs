namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>Whole pixels of the upright radiograph; <paramref name="X"/> counts columns, <paramref name="Y"/> rows, from 0.</summary>
internal sealed record BoxReport(int X, int Y, int Width, int Height);
