namespace AxSpA.Cloud.Hosting.Blobs;

/// <summary>Where blobs lie.</summary>
public enum BlobStoreKind
{
    /// <summary>Below the work folder, <see cref="HostingOptions.Folder"/>.</summary>
    Folder = 0,

    /// <summary>Azure Blob Storage, or what speaks its protocol.</summary>
    Azure = 1,
}
