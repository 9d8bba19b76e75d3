using System.Diagnostics;
using System.Text.Json;
using AxSpA.Cloud.Contracts.Edge;
using AxSpA.Cloud.Contracts.Edge.V1;
using AxSpA.Cloud.Dicom;
using AxSpA.Cloud.Hosting.Edge;
using AxSpA.Cloud.Hosting.Identity;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Ingestion.Edge;

/// <summary>The door for CloudEvents: an offered radiograph is read from the inbox and goes through the same intake as one sent over gRPC.</summary>
internal sealed partial class ReceiveRadiograph(
    RadiographIntake intake,
    Inbox inbox,
    Deliveries deliveries,
    ResultPublisher publisher,
    IOptions<IntakeOptions> options,
    TimeProvider time,
    ILogger<ReceiveRadiograph> log)
{
    /// <summary>What a property's type does not allow to be missing is not allowed to be null either.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true };

    public async Task<EventAnswer> ReceiveAsync(ReceivedEvent received, CancellationToken cancellation)
    {
        try
        {
            var offered = Read(received);
            var submission = SubmissionOf(offered);
            // An offer that is to come again comes at once, over and over: as long as it is refused it must cost little.
            await intake.RefuseBusyAsync(cancellation);
            using var inHand = intake.TakeInHand();
            // What the sender says of the size is not checked yet; no more than this is read.
            inHand.Take(Math.Clamp(offered.Image.Bytes, 0, options.Value.MaxFileBytes));
            var file = await inbox.ReadAsync(offered.Image, options.Value.MaxFileBytes, cancellation);
            await intake.AcceptAsync(file, submission, cancellation);
            return EventAnswer.Taken;
        }
        catch (IntakeBusyException)
        {
            return EventAnswer.Later;
        }
        catch (OfferRefusedException refused)
        {
            return await RefuseAsync(received, refused.Reason, refused.Message, cancellation);
        }
        catch (RadiographRefusedException refused)
        {
            return await RefuseAsync(received, OfferRefusal.Undecodable, refused.Message, cancellation);
        }
        catch (IdentityConflictException conflict)
        {
            return await RefuseAsync(received, OfferRefusal.IdentityConflict, conflict.Message, cancellation);
        }
    }

    private static RadiographOffered Read(ReceivedEvent received)
    {
        if (received.Type != EdgeEvents.Offered)
            throw new OfferRefusedException(OfferRefusal.Malformed, $"an event of type {EdgeEvents.Offered}", "another type");
        try
        {
            return JsonSerializer.Deserialize<RadiographOffered>(received.Data.Span, Json)
                ?? throw new OfferRefusedException(OfferRefusal.Malformed, "data that names an image", "null");
        }
        catch (JsonException malformed)
        {
            throw new OfferRefusedException(OfferRefusal.Malformed, $"data of the shape {EdgeEvents.SchemaOf(typeof(RadiographOffered))}", $"another at {malformed.Path ?? "$"}");
        }
    }

    private static Submission SubmissionOf(RadiographOffered offered) => new()
    {
        Site = offered.Site switch
        {
            null or "" => new Submission().Site,
            var site when PlainName.Is(site) => site,
            _ => throw new OfferRefusedException(OfferRefusal.Malformed, $"a site of {PlainName.Expected}", "other text"),
        },
        Subject = offered.Subject is { Length: > 0 } subject ? subject : null,
    };

    /// <summary>The sender learns why from an event; only once that is owed, the offer may be forgotten.</summary>
    private async Task<EventAnswer> RefuseAsync(ReceivedEvent received, OfferRefusal reason, string detail, CancellationToken cancellation)
    {
        var refused = new RadiographRefused { OfferId = received.Id, OfferSource = received.Source, Reason = reason, Detail = detail };
        await deliveries.OweAsync(ResultCloudEvent.Of(refused, publisher.Source, time.GetUtcNow(), Activity.Current?.Id), cancellation);
        LogRefused(log, reason);
        return EventAnswer.Refused;
    }

    [LoggerMessage(2071, LogLevel.Warning, "A radiograph offered at the edge was refused: {Reason}")]
    private static partial void LogRefused(ILogger log, OfferRefusal reason);
}
