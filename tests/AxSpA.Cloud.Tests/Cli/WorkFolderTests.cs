using AxSpA.Cloud.Cli;
using AxSpA.Cloud.Cli.Analysis;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli;

public sealed class WorkFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    [Trait("Requirement", "CLI-04")]
    public void Work_folder_in_use_is_refused_and_free_again_afterwards()
    {
        using (WorkFolder.Open(_folder["work"]))
            Should.Throw<UsageException>(() => WorkFolder.Open(_folder["work"])).Message.ShouldContain("in use");
        WorkFolder.Open(_folder["work"]).Dispose();
    }

    [Fact]
    public void Work_folder_that_is_a_file_is_refused()
    {
        File.WriteAllText(_folder["work"], "");
        Should.Throw<UsageException>(() => WorkFolder.Open(_folder["work"])).Message.ShouldContain(_folder["work"]);
    }

    [Fact]
    public void Identity_key_is_made_once_and_readable_to_its_owner_alone()
    {
        using var work = WorkFolder.Open(_folder["work"]);
        var key = work.ReadIdentityKey();
        key.Length.ShouldBe(32);
        work.ReadIdentityKey().ShouldBe(key);
        File.GetUnixFileMode(_folder["work/identity.key"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void Work_folders_of_one_user_share_the_key_so_that_pseudonyms_agree()
    {
        using var work = WorkFolder.Open(_folder["work"]);
        using var other = WorkFolder.Open(_folder["other"]);
        other.ReadIdentityKey().ShouldBe(work.ReadIdentityKey());
    }

    [Fact]
    public void Identity_key_of_another_form_is_refused_not_replaced()
    {
        using var work = WorkFolder.Open(_folder["work"]);
        File.WriteAllText(_folder["work/identity.key"], "secret");
        Should.Throw<UsageException>(() => work.ReadIdentityKey()).Message.ShouldContain("identity.key");
        File.ReadAllText(_folder["work/identity.key"]).ShouldBe("secret");
    }

    [Theory]
    [InlineData("a/pelvis.png", "b/pelvis.png")]
    [InlineData("a/pelvis.png", "a/pelvis.dcm")]
    public void Files_of_one_base_name_get_two_result_folders(string first, string second)
    {
        ReadableName.Of(first).ShouldStartWith("pelvis-");
        ReadableName.Of(first).ShouldNotBe(ReadableName.Of(second));
        ReadableName.Of(first).ShouldBe(ReadableName.Of(Path.GetFullPath(first)));
    }

    [Theory]
    [InlineData("..png")]
    [InlineData("a b/c:d*.png")]
    [InlineData(".png")]
    public void Result_folder_of_any_name_is_one_plain_folder(string file)
        => ReadableName.Of(file).ShouldMatch("^[A-Za-z0-9_][A-Za-z0-9._-]*$");

    public void Dispose() => _folder.Dispose();
}
