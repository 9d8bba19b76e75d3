namespace AxSpA.Cloud.Models;

/// <summary>Reads PyTorch zip checkpoints (<c>.pt</c>, Lightning <c>.ckpt</c>) without Python and without running anything in them.</summary>
public static class CheckpointReader
{
    /// <summary>Reads the structure of a checkpoint; tensors stay in the file until they are asked for.</summary>
    /// <exception cref="CheckpointRefusedException">Not a zip checkpoint, cut short, or holding anything but tensors and plain containers.</exception>
    public static Checkpoint Open(string path)
        => Open(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));

    /// <summary>The same from a stream that can seek; it is closed with the checkpoint.</summary>
    /// <exception cref="CheckpointRefusedException">Not a zip checkpoint, cut short, or holding anything but tensors and plain containers.</exception>
    public static Checkpoint Open(Stream stream)
    {
        var archive = CheckpointArchive.Open(stream);
        try
        {
            return new Checkpoint(archive, new PickleMachine(archive.ReadPickle(), archive).Run());
        }
        catch (CheckpointRefusedException)
        {
            archive.Dispose();
            throw;
        }
    }
}
