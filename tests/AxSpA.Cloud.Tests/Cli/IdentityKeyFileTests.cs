using AxSpA.Cloud.Cli.Embedded;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli;

public sealed class IdentityKeyFileTests : IDisposable
{
    private const int Runs = 8;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void First_runs_of_a_user_at_once_take_one_key()
    {
        for (var user = 0; user < 50; user++)
        {
            using var together = new Barrier(Runs);
            var keys = new byte[Runs][];
            var threads = Enumerable.Range(0, Runs).Select(run => new Thread(() =>
            {
                var work = Directory.CreateDirectory(_folder[$"{user}-{run}"]).FullName;
                together.SignalAndWait();
                keys[run] = IdentityKeyFile.ReadOrCreate(work, _folder[$"home-{user}"]);
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());

            keys.Select(Convert.ToHexString).Distinct().ShouldHaveSingleItem();
        }
    }

    public void Dispose() => _folder.Dispose();
}
