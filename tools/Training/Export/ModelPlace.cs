using AxSpA.Cloud.Inference;

namespace AxSpA.Cloud.Training.Export;

/// <summary>The sub-folder of a role in a model folder. What is put there appears complete or not at all.</summary>
internal sealed class ModelPlace
{
    private readonly string _folder;
    private readonly ModelRole _role;

    private ModelPlace(string folder, ModelRole role)
    {
        _folder = folder;
        _role = role;
    }

    private string Target => Path.Combine(_folder, _role.FolderName());

    public static ModelPlace In(string folder, ModelRole role)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return new ModelPlace(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), role);
    }

    /// <summary>Makes the model folder where it is missing, and finds that it can be written to and that nothing but a model of this role would be replaced.</summary>
    /// <exception cref="IOException">It cannot, or something would.</exception>
    public void Require()
    {
        try
        {
            Directory.CreateDirectory(_folder);
            Directory.CreateDirectory(Draft()).Delete();
        }
        catch (UnauthorizedAccessException refusal)
        {
            throw new IOException($"expected a model folder to write to, found {_folder}: {refusal.Message}", refusal);
        }

        if (File.Exists(Target) || (Directory.Exists(Target) && Directory.EnumerateFileSystemEntries(Target).Any() && !HoldsSuchModel()))
            throw new IOException($"expected a {_role.FolderName()} model or nothing at {Target}, found something else, which is not replaced");
    }

    /// <summary>Puts a model here, in the place of an earlier one.</summary>
    /// <param name="write">Given a folder to write the role's sub-folder into; what it throws leaves everything as it was.</param>
    /// <returns>The model, as it was read back.</returns>
    public StoredModel Put(Action<string> write)
    {
        var draft = Draft();
        try
        {
            Directory.CreateDirectory(draft);
            write(draft);
            var written = Path.Combine(draft, _role.FolderName());
            var earlier = Path.Combine(draft, "earlier");
            if (Directory.Exists(Target))
                Directory.Move(Target, earlier);
            try
            {
                Directory.Move(written, Target);
            }
            catch (IOException)
            {
                if (Directory.Exists(earlier))
                    Directory.Move(earlier, Target);
                throw;
            }
        }
        finally
        {
            if (Directory.Exists(draft))
                Directory.Delete(draft, recursive: true);
        }

        var verification = ModelStore.Verify(_folder).Single(verification => verification.Role == _role);
        return verification.Model ?? throw verification.Refusal!;
    }

    private string Draft() => $"{Target}.exporting-{Guid.NewGuid():n}";

    private bool HoldsSuchModel()
    {
        var card = Path.Combine(Target, ModelCard.FileName);
        try
        {
            return File.Exists(card) && ModelCard.Parse(File.ReadAllBytes(card)).Role == _role;
        }
        catch (ModelRefusedException)
        {
            return false;
        }
    }
}
