namespace AxSpA.Cloud.Cli.Risk;

/// <summary>Something wrong on one line of a file.</summary>
/// <param name="Line">Counted from 1, the header's.</param>
internal sealed record LineRefusal(int Line, string Column, string Description);
