namespace AxSpA.Cloud.Tests.Reference;

/// <summary>Tests that share the imported golden models; they run one after another, so that one network at a time has the cores.</summary>
[CollectionDefinition(Name)]
public sealed class GoldenModelsGroup : ICollectionFixture<GoldenModels>
{
    public const string Name = "golden models";
}
