using System.Security.Cryptography;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Models;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Inference;

public sealed class ModelStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folder_with_every_role_is_opened_with_its_digests()
    {
        var store = LightModels.Write(_folder.Path);
        store.Models.Select(model => model.Card.Role).ShouldBe(ModelRoles.All);
        store.Segmenter!.CardDigest.Length.ShouldBe(64);
        store.Segmenter.WeightsPath.ShouldBe(Path.Combine(_folder.Path, "segmenter", "model.onnx"));
    }

    [Fact]
    public void Standard_route_alone_is_complete()
        => LightModels.Write(_folder.Path, segmenter: false, anatomyAware: false).Standard.ShouldNotBeNull();

    [Fact]
    public void Anatomy_aware_route_without_segmenter_is_refused()
        => Should.Throw<ModelRefusedException>(() => LightModels.Write(_folder.Path, segmenter: false)).Key.ShouldBe("segmenter");

    [Fact]
    public void Segmenter_alone_is_no_route()
        => Should.Throw<ModelRefusedException>(() => LightModels.Write(_folder.Path, anatomyAware: false, standard: false)).Found.ShouldBe("segmenter");

    [Fact]
    public void Empty_or_missing_folder_is_refused()
    {
        Should.Throw<ModelRefusedException>(() => ModelStore.Open(_folder.Path)).Found.ShouldBe("none");
        Should.Throw<ModelRefusedException>(() => ModelStore.Open(_folder["missing"])).Found.ShouldContain("no folder");
    }

    [Fact]
    public void Changed_weights_are_refused_with_both_digests()
    {
        var store = LightModels.Write(_folder.Path);
        var bytes = File.ReadAllBytes(store.Standard!.WeightsPath);
        bytes[^1] ^= 1;
        File.WriteAllBytes(store.Standard.WeightsPath, bytes);
        var refusal = Should.Throw<ModelRefusedException>(() => ModelStore.Open(_folder.Path));
        refusal.Key.ShouldBe("weights.sha256");
        refusal.Expected.ShouldBe(store.Standard.Card.Weights.Sha256);
        refusal.Found.ShouldNotBe(refusal.Expected);
        refusal.Message.ShouldStartWith("model standard refused: ");
    }

    [Fact]
    public void Cut_weights_are_refused_with_both_lengths()
    {
        var store = LightModels.Write(_folder.Path);
        File.WriteAllBytes(store.Segmenter!.WeightsPath, File.ReadAllBytes(store.Segmenter.WeightsPath)[..^10]);
        Should.Throw<ModelRefusedException>(() => ModelStore.Open(_folder.Path)).Key.ShouldBe("weights.bytes");
    }

    [Fact]
    public void One_model_that_is_off_does_not_hide_the_others()
    {
        LightModels.Write(_folder.Path);
        File.WriteAllText(Path.Combine(_folder.Path, "standard", "card.json"), "{}");
        var verifications = ModelStore.Verify(_folder.Path);
        verifications.Count(verification => verification.Model is not null).ShouldBe(2);
        verifications.Single(verification => verification.Refusal is not null).Role.ShouldBe(ModelRole.Standard);
    }

    [Fact]
    public void Graph_of_another_shape_than_its_card_says_is_refused_with_both_shapes()
    {
        LightModels.Write(_folder.Path);
        ModelImport.Store(Path.Combine(_folder.Path, "segmenter"), LightModels.SegmenterGraph(1, 96), LightModels.SegmenterCard(1, 112));
        var refusal = Should.Throw<ModelRefusedException>(() => ModelStore.Open(_folder.Path));
        (refusal.Key, refusal.Expected, refusal.Found).ShouldBe(("input image", "Single 1 x 1 x 112 x 112", "Single 1 x 1 x 96 x 96"));
    }

    [Fact]
    public void Graph_of_another_role_is_refused_by_its_missing_output()
    {
        LightModels.Write(_folder.Path);
        ModelImport.Store(Path.Combine(_folder.Path, "segmenter"), LightModels.ClassifierGraph(1), LightModels.SegmenterCard(1, 96));
        Should.Throw<ModelRefusedException>(() => ModelStore.Open(_folder.Path)).Key.ShouldBe("input image");
    }

    [Fact]
    public void Bytes_that_are_no_graph_are_refused()
    {
        var store = LightModels.Write(_folder.Path);
        File.WriteAllText(store.Standard!.WeightsPath, "not a graph");
        var digest = Convert.ToHexStringLower(SHA256.HashData("not a graph"u8));
        var card = store.Standard.Card with { Weights = new ModelWeights("model.onnx", digest, 11) };
        File.WriteAllBytes(Path.Combine(_folder.Path, "standard", "card.json"), card.ToBytes());
        Should.Throw<ModelRefusedException>(() => ModelStore.Open(_folder.Path)).Expected.ShouldBe("an ONNX graph");
    }

    [Fact]
    public void Model_in_the_folder_of_another_role_is_refused()
    {
        LightModels.Write(_folder.Path, standard: false);
        Directory.Move(Path.Combine(_folder.Path, "anatomy-aware"), Path.Combine(_folder.Path, "standard"));
        var refusal = Should.Throw<ModelRefusedException>(() => ModelStore.Open(_folder.Path));
        (refusal.Key, refusal.Expected, refusal.Found).ShouldBe(("role", "standard", "anatomy-aware"));
    }

    [Fact]
    public void Segmenter_and_classifier_do_not_take_each_others_models()
    {
        var store = LightModels.Write(_folder.Path);
        Should.Throw<ModelRefusedException>(() => new Segmenter(store.Standard!, new InferenceOptions()));
        Should.Throw<ModelRefusedException>(() => new Classifier(store.Segmenter!, new InferenceOptions()));
    }
}
