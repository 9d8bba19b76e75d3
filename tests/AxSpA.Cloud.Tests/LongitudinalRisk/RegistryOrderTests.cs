
namespace AxSpA.Cloud.Tests.LongitudinalRisk;

public class RegistryOrderTests
{
    [Fact]
    [Trait("Requirement", "REG-01")]
    public async Task Registry_is_the_same_in_200_orders_of_arrival_with_duplicates_and_corrections()
    {
        await using var registry = await ServedRegistry.StartAsync();

        await RegistryOrders.CheckAsync(registry, orders: 200);
    }
}
