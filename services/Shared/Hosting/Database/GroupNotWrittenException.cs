namespace AxSpA.Cloud.Hosting.Database;

/// <summary>Pieces that were to be written together were not. Infrastructure where its cause is.</summary>
internal sealed class GroupNotWrittenException(int pieces, Exception cause)
    : Exception($"expected {pieces} pieces to be written together, found {cause.GetBaseException().GetType().FullName}", cause);
