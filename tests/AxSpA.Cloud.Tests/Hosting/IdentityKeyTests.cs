using AxSpA.Cloud.Hosting.Identity;
using Shouldly;

namespace AxSpA.Cloud.Tests.Hosting;

public class IdentityKeyTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, IdentityKey.Bytes).Select(number => (byte)number)];

    [Fact]
    public void Pseudonym_stays_what_it_was_or_nobody_would_be_recognised_again()
    {
        // HMAC-SHA-256 of "dicom-radiograph\n5:local\n7:1.2.840", its first 16 bytes: worked out with another program.
        new IdentityKey(Key).Pseudonym("dicom-radiograph", "local", "1.2.840").ShouldBe("7fefbbc263bfac910e432e8f2a1c1921");
    }

    [Fact]
    public void Everything_that_identifies_changes_the_pseudonym()
    {
        var identity = new IdentityKey(Key);
        string[] pseudonyms =
        [
            identity.Pseudonym("subject", "ab", "c"),
            identity.Pseudonym("subject", "a", "bc"),
            identity.Pseudonym("subject", "abc"),
            identity.Pseudonym("subject", "c", "ab"),
            identity.Pseudonym("subject", "ab", "c", ""),
            identity.Pseudonym("subject", "ab\n1:c"),
            identity.Pseudonym("radiograph", "ab", "c"),
            new IdentityKey(new byte[IdentityKey.Bytes]).Pseudonym("subject", "ab", "c"),
        ];

        pseudonyms.ShouldBeUnique();
        pseudonyms.ShouldAllBe(pseudonym => pseudonym.Length == 32 && pseudonym.All(char.IsAsciiHexDigitLower));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Key_of_another_length_is_refused(int bytes)
        => Should.Throw<ArgumentException>(() => new IdentityKey(new byte[bytes])).Message.ShouldContain($"expected an identity key of 32 bytes, found {bytes}");
}
