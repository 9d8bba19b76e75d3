using System.Globalization;
using AxSpA.Cloud.Hosting.Identity;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>Senders' identifiers become pseudonyms before anything else is done with them.</summary>
public sealed class RegistryPseudonyms(IOptions<RegistryOptions> options)
{
    private readonly IdentityKey _key = IdentityKey.FromBase64(options.Value.IdentityKey);

    /// <summary>As Ingestion makes it of the same site and identifier.</summary>
    public string Subject(string site, string identifier) => _key.Subject(site, identifier);

    /// <summary>One reader has one pseudonym, whichever site or door a reading comes from.</summary>
    public string Reader(string code) => _key.Pseudonym("reader", code);

    /// <summary>A radiograph's place in an order that means nothing.</summary>
    public string Place(string radiographId) => _key.Pseudonym("reading-order", radiographId);

    /// <summary>Where a reader goes on in that order, with so many still to read: somewhere else each time, and the same until the reader has read one.</summary>
    public string NextPlace(string reader, int left) => _key.Pseudonym("reading-order", reader, left.ToString(CultureInfo.InvariantCulture));
}
