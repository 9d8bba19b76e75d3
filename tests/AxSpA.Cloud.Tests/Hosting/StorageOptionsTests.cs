using System.ComponentModel.DataAnnotations;
using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Shouldly;

namespace AxSpA.Cloud.Tests.Hosting;

public class StorageOptionsTests
{
    [Theory]
    [InlineData("", "found nothing")]
    [InlineData("Database=axspa;Username=axspa", "found no Host")]
    [InlineData("secret without form", "found a string of another form")]
    [InlineData("Host=db;Port=secret", "found a string of another form")]
    public void Connection_string_that_npgsql_cannot_read_is_refused_without_repeating_it(string connectionString, string found)
    {
        var message = Refusal(new DatabaseOptions { Kind = DatabaseKind.PostgreSql, ConnectionString = connectionString });

        message.ShouldStartWith("Hosting:Database:ConnectionString: expected ");
        message.ShouldEndWith(found);
        message.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("", "", "found neither")]
    [InlineData("UseDevelopmentStorage=true", "https://account.blob.core.windows.net", "found both")]
    [InlineData("AccountKey=secret", "", "found a string of another form")]
    public void Blob_account_is_given_in_one_way_and_a_form_that_can_be_read(string connectionString, string serviceUri, string found)
    {
        var message = Refusal(new BlobOptions { Kind = BlobStoreKind.Azure, ConnectionString = connectionString, ServiceUri = serviceUri });

        message.ShouldStartWith("Hosting:Blobs:ConnectionString: expected ");
        message.ShouldEndWith(found);
        message.ShouldNotContain("secret");
    }

    [Fact]
    public void Kept_bytes_have_a_range()
        => Refusal(new BlobOptions { CacheBytes = -1 }).ShouldBe("Hosting:Blobs:CacheBytes: expected 0 to 16 GiB, in bytes");

    [Theory]
    [InlineData("", GssEncryptionMode.Disable)]
    [InlineData(";GSS Encryption Mode=Require", GssEncryptionMode.Require)]
    public void Kerberos_is_not_offered_at_each_connection_unless_the_connection_string_asks_for_it(string asked, GssEncryptionMode expected)
    {
        var options = new DbContextOptionsBuilder();

        new PostgreSqlEngine("Host=db" + asked, "service").Configure(options);

        var used = options.Options.Extensions.OfType<RelationalOptionsExtension>().Single().ConnectionString;
        new NpgsqlConnectionStringBuilder(used).GssEncryptionMode.ShouldBe(expected);
    }

    [Theory]
    [InlineData("amqp://broker:5672/", "Hosting:Broker:Uri: expected amqps://host:port/ beside CaPath, found amqp://")]
    [InlineData("amqps://broker:5671/", null)]
    public void Authorities_of_the_broker_go_with_TLS(string uri, string? refusal)
        => Refusals(new BrokerOptions { Kind = BrokerKind.RabbitMq, Uri = uri, User = "axspa", Password = "secret", CaPath = "ca.pem" })
            .Select(refused => refused.ErrorMessage).ShouldBe(refusal is null ? [] : [refusal]);

    [Fact]
    public void Good_settings_are_taken()
    {
        Refusals(new DatabaseOptions { Kind = DatabaseKind.PostgreSql, ConnectionString = "Host=db;Database=axspa" }).ShouldBeEmpty();
        Refusals(new BlobOptions { Kind = BlobStoreKind.Azure, ConnectionString = "UseDevelopmentStorage=true" }).ShouldBeEmpty();
        Refusals(new BlobOptions { Kind = BlobStoreKind.Azure, ServiceUri = "https://account.blob.core.windows.net" }).ShouldBeEmpty();
    }

    private static string Refusal(object options) => Refusals(options).ShouldHaveSingleItem().ErrorMessage!;

    private static List<ValidationResult> Refusals(object options)
    {
        var refusals = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), refusals, validateAllProperties: true);
        return refusals;
    }
}
