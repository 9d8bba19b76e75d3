using AxSpA.Cloud.Hosting.Commits;
using Shouldly;

namespace AxSpA.Cloud.Tests.Hosting;

public class WorkKeyTests
{
    [Fact]
    public void Key_stays_what_it_was_or_stored_work_would_be_done_again()
    {
        // SHA-256 of each part's length in four bytes, least significant first, and its UTF-8: worked out with another program.
        WorkKey.Of("segmentation", "1", "ab", "c").ShouldBe("dbbe03bb46b2957de5cdb9cbb9c4da58cf5d52f563f49bacba487e8ea316ce65");
        WorkKey.Of("segmentation", "1").ShouldBe("6a94ffa245ec7b6dcdd1d2ec7f3c8fde32fd68c961b88736507d4e103f9beccd");
    }

    [Fact]
    public void Everything_that_decides_the_result_changes_the_key()
    {
        string[] keys =
        [
            WorkKey.Of("segmentation", "1", "ab", "c"),
            WorkKey.Of("segmentation", "1", "a", "bc"),
            WorkKey.Of("segmentation", "1", "abc"),
            WorkKey.Of("segmentation", "1", "c", "ab"),
            WorkKey.Of("segmentation", "1", "ab", "c", ""),
            WorkKey.Of("segmentation", "2", "ab", "c"),
            WorkKey.Of("cropping", "1", "ab", "c"),
            WorkKey.Of("segmentation1", "", "ab", "c"),
        ];

        keys.ShouldBeUnique();
        keys.ShouldAllBe(key => key.Length == 64 && key.All(char.IsAsciiHexDigitLower));
    }
}
