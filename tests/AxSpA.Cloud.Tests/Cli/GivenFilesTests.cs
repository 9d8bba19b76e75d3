using AxSpA.Cloud.Cli.Analysis;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli;

public sealed class GivenFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Folder_gives_its_radiographs_sorted_and_recursively()
    {
        foreach (var name in new[] { "b.png", "A.JPG", "notes.txt", ".hidden.png", "sub/c.tiff", "sub/10293" })
            Write(name, "x"u8);
        Write("sub/10294", [.. new byte[128], .. "DICM"u8]);

        Find(_folder.Path).ShouldBe(["A.JPG", "b.png", "sub/10294", "sub/c.tiff"]);
    }

    [Fact]
    public void Work_folder_inside_a_given_folder_is_left_out()
    {
        Write("a.png", "x"u8);
        Write("work/results/a-1/overlay.png", "x"u8);
        Find(_folder.Path).ShouldBe(["a.png"]);
    }

    [Fact]
    public void Link_that_leads_back_up_ends()
    {
        Write("a.png", "x"u8);
        Directory.CreateSymbolicLink(_folder["loop"], _folder.Path);
        Find(_folder.Path).ShouldBe(["a.png"]);
    }

    [Fact]
    public void File_given_twice_counts_once()
    {
        Write("a.png", "x"u8);
        Find(_folder["a.png"], _folder.Path, _folder["./a.png"]).ShouldBe(["a.png"]);
    }

    [Fact]
    [Trait("Requirement", "CLI-03")]
    public void What_is_not_there_and_what_is_empty_is_refused_by_name()
    {
        var found = GivenFiles.Find([_folder["none.png"], _folder.Path], _folder["work"]);
        found.Select(file => file.Refusal?.Reason).ShouldBe(["FileNotFound", "NoRadiographs"]);
        found.Select(file => file.Refusal?.File).ShouldBe([_folder["none.png"], _folder.Path]);
    }

    public void Dispose() => _folder.Dispose();

    private string[] Find(params string[] paths)
        => [.. GivenFiles.Find(paths, _folder["work"]).Select(file => Path.GetRelativePath(_folder.Path, Path.GetFullPath(file.Path)))];

    private void Write(string name, ReadOnlySpan<byte> bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        File.WriteAllBytes(_folder[name], bytes);
    }
}
