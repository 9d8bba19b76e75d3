using System.ComponentModel.DataAnnotations;

namespace AxSpA.Cloud.Hosting.Messaging;

/// <summary>The broker. Section <c>Hosting:Broker</c>.</summary>
public sealed record BrokerOptions : IValidatableObject
{
    public const string Section = HostingOptions.Section + ":Broker";

    public BrokerKind Kind { get; init; }

    /// <summary><c>amqp://host:port/virtual-host</c>, or <c>amqps://</c> for TLS; without user and password.</summary>
    public string Uri { get; init; } = "";

    public string User { get; init; } = "";

    /// <summary>A secret.</summary>
    public string Password { get; init; } = "";

    /// <summary>
    /// PEM: the authorities of which the broker must have its certificate, beside <c>amqps://</c>; where it is empty, those that the machine trusts.
    /// Read once, at the start.
    /// </summary>
    public string CaPath { get; init; } = "";

    /// <summary>How long a publish waits for the broker's confirm before it counts as failed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00", ErrorMessage = "Hosting:Broker:PublishTimeout: expected 100 ms to 10 minutes")]
    public TimeSpan PublishTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Messages of each queue that one process handles at once; nothing leaves it to each stage, which knows how heavy it is.</summary>
    [Range(1, 64, ErrorMessage = "Hosting:Broker:Concurrency: expected 1 to 64 messages")]
    public int? Concurrency { get; init; }

    /// <summary>Whether what is in flight is forgotten when the process ends.</summary>
    public bool Forgets => Kind == BrokerKind.InMemory;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Kind != BrokerKind.RabbitMq)
            yield break;
        if (!System.Uri.TryCreate(Uri, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps"))
            yield return new ValidationResult($"{Section}:{nameof(Uri)}: expected amqp://host:port/ or amqps://host:port/, found {(Uri.Length == 0 ? "nothing" : "other text")}");
        else if (uri.UserInfo.Length > 0)
            yield return new ValidationResult($"{Section}:{nameof(Uri)}: expected an address without user and password, found some; give {nameof(User)} and {nameof(Password)}");
        else if (CaPath.Length > 0 && uri.Scheme != "amqps")
            yield return new ValidationResult($"{Section}:{nameof(Uri)}: expected amqps://host:port/ beside {nameof(CaPath)}, found amqp://");
        if (User.Length == 0)
            yield return new ValidationResult($"{Section}:{nameof(User)}: expected the broker's user name, found nothing");
        if (Password.Length == 0)
            yield return new ValidationResult($"{Section}:{nameof(Password)}: expected the broker's password, found nothing");
    }
}
