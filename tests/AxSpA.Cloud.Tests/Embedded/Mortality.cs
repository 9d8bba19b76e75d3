using System.Data.Common;
using AxSpA.Cloud.Hosting.Blobs;
using MassTransit;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Route = AxSpA.Cloud.Contracts.Route;

namespace AxSpA.Cloud.Tests.Embedded;

/// <summary>
/// Ends a process at one of its durable steps, as far as anything durable can tell: from that step on no blob is written, no transaction
/// committed and no event published any more. Every step has two places to die, just before it and just after it.
/// </summary>
internal sealed class Mortality(int diesAt) : DbTransactionInterceptor, IPublishObserver
{
    private readonly TaskCompletionSource _died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _places;

    /// <summary>Never dies; <see cref="Places"/> then counts how many places there are.</summary>
    public static Mortality None() => new(int.MaxValue);

    public int Places => Volatile.Read(ref _places);

    public Task Died => _died.Task;

    public void Register(IServiceCollection services)
    {
        services.AddSingleton<IInterceptor>(this);
        services.AddSingleton<IPublishObserver>(this);
        var store = services.Last(service => service.ServiceType == typeof(IBlobStore)).ImplementationFactory!;
        services.AddSingleton<IBlobStore>(provider => new MortalBlobStore((IBlobStore)store(provider), this));
    }

    /// <summary>A place to die.</summary>
    public void Pass()
    {
        if (Interlocked.Increment(ref _places) < diesAt)
            return;
        _died.TrySetResult();
        throw new ProcessDiedException();
    }

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Pass();
        return await base.TransactionCommittingAsync(transaction, eventData, result, cancellationToken);
    }

    public override async Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await base.TransactionCommittedAsync(transaction, eventData, cancellationToken);
        Pass();
    }

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class
    {
        if (IsOfTheRoute<T>())
            Pass();
        return Task.CompletedTask;
    }

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class
    {
        if (IsOfTheRoute<T>())
            Pass();
        return Task.CompletedTask;
    }

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class
        => Task.CompletedTask;

    private static bool IsOfTheRoute<T>() => Route.Steps.Any(step => step.Event == typeof(T));

    private sealed class MortalBlobStore(IBlobStore inner, Mortality mortality) : IBlobStore
    {
        public async Task<bool> CreateAsync(string container, string name, string mediaType, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
        {
            mortality.Pass();
            var created = await inner.CreateAsync(container, name, mediaType, bytes, cancellation);
            mortality.Pass();
            return created;
        }

        public Task<byte[]?> ReadAsync(string container, string name, CancellationToken cancellation) => inner.ReadAsync(container, name, cancellation);

        public Task<long?> LengthAsync(string container, string name, CancellationToken cancellation) => inner.LengthAsync(container, name, cancellation);

        public async Task DeleteAsync(string container, string name, CancellationToken cancellation)
        {
            mortality.Pass();
            await inner.DeleteAsync(container, name, cancellation);
            mortality.Pass();
        }
    }
}
