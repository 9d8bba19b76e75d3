using System.IO.Compression;
using AxSpA.Cloud.Models;
using Shouldly;

namespace AxSpA.Cloud.Tests.Models;

public class CheckpointReaderTests
{
    [Fact]
    public void Transposed_view_is_read_in_the_order_of_its_shape()
    {
        var pickle = new PickleBuilder().Protocol().Tensor("0", 6, [3, 2], strides: [1, 3]).Build();
        using var checkpoint = Open(CheckpointFiles.Zip(pickle, ("0", CheckpointFiles.Bytes(1, 2, 3, 4, 5, 6))));
        var tensor = checkpoint.Root.ShouldBeOfType<CheckpointTensor>();
        tensor.Shape.ShouldBe([3, 2]);
        tensor.ReadSingles().ShouldBe([1, 4, 2, 5, 3, 6]);
    }

    [Fact]
    public void Slice_of_a_storage_is_read_from_its_offset()
    {
        var pickle = new PickleBuilder().Protocol().Tensor("0", 6, [2], offset: 3).Build();
        using var checkpoint = Open(CheckpointFiles.Zip(pickle, ("0", CheckpointFiles.Bytes(1, 2, 3, 4, 5, 6))));
        checkpoint.Root.ShouldBeOfType<CheckpointTensor>().ReadSingles().ShouldBe([4, 5]);
    }

    [Theory]
    [InlineData("DoubleStorage", new byte[] { 0, 0, 0, 0, 0, 0, 0xf8, 0xbf }, -1.5f)]
    [InlineData("HalfStorage", new byte[] { 0x00, 0x3e }, 1.5f)]
    [InlineData("BFloat16Storage", new byte[] { 0xc0, 0x3f }, 1.5f)]
    [InlineData("LongStorage", new byte[] { 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff }, -2f)]
    [InlineData("IntStorage", new byte[] { 3, 0, 0, 0 }, 3f)]
    [InlineData("ShortStorage", new byte[] { 0xff, 0xff }, -1f)]
    [InlineData("CharStorage", new byte[] { 0x80 }, -128f)]
    [InlineData("ByteStorage", new byte[] { 0x80 }, 128f)]
    [InlineData("BoolStorage", new byte[] { 1 }, 1f)]
    public void Other_value_types_are_converted(string type, byte[] bytes, float expected)
    {
        var pickle = new PickleBuilder().Protocol().Tensor("0", 1, [], type: type).Build();
        using var checkpoint = Open(CheckpointFiles.Zip(pickle, ("0", bytes)));
        checkpoint.Root.ShouldBeOfType<CheckpointTensor>().ReadSingles().ShouldBe([expected]);
    }

    [Fact]
    public void State_of_an_ordered_dictionary_is_dropped()
    {
        // torch pickles a module's version numbers as the state of its dictionary of weights.
        var pickle = new PickleBuilder().Protocol().Global("collections", "OrderedDict").Op(')').Op('R')
            .Text("a").Integer(1).Op('s')
            .Op('}').Text("_metadata").Op('}').Op('s').Op('b').Build();
        using var checkpoint = Open(CheckpointFiles.Zip(pickle));
        checkpoint.Root.ShouldBeOfType<PickleMapping>().Count.ShouldBe(1);
    }

    [Fact]
    public void Optimiser_state_is_skipped_and_never_read()
    {
        var pickle = new PickleBuilder().Protocol().Op('}').Op('(')
            .Text("network").Op('}').Text("weight").Tensor("0", 1, [1]).Op('s')
            .Text("optimizer_states").Op(']').Op('}').Integer(0).Tensor("1", 3, [3]).Op('s').Op('a')
            .Op('u').Build();
        var zip = CheckpointFiles.Zip(pickle, ("0", CheckpointFiles.Bytes(7)), ("1", CheckpointFiles.Bytes(1, 2, 3)));
        using var checkpoint = Open(zip);
        var weights = checkpoint.Weights("network");
        weights.Take("weight", 1).ReadSingles().ShouldBe([7]);
        weights.RequireAllTaken();
    }

    [Fact]
    public void Scheduler_that_holds_its_own_method_and_the_optimiser_is_skipped()
    {
        // As Lightning stores a one-cycle scheduler: getattr(<OneCycleLR with its optimiser>, "_annealing_cos").
        var pickle = new PickleBuilder().Protocol().Op('}').Op('(')
            .Text("network").Op('}').Text("weight").Tensor("0", 1, [1]).Op('s')
            .Text("anneal_func").Global("__builtin__", "getattr")
            .Global("torch.optim.lr_scheduler", "OneCycleLR").Op(')').Op('\x81')
            .Op('}').Text("optimizer").Global("torch.optim.adamw", "AdamW").Op(')').Op('\x81')
            .Op('}').Text("state").Global("collections", "defaultdict").Global("__builtin__", "dict").Op('\x85').Op('R').Op('s').Op('b')
            .Op('s').Op('b')
            .Text("_annealing_cos").Op('\x86').Op('R')
            .Op('u').Build();
        using var checkpoint = Open(CheckpointFiles.Zip(pickle, ("0", CheckpointFiles.Bytes(7))));
        checkpoint.Weights("network").Take("weight", 1).ReadSingles().ShouldBe([7]);
    }

    [Fact]
    public void Attribute_of_anything_but_a_scheduler_is_refused()
    {
        var ofText = new PickleBuilder().Protocol().Global("builtins", "getattr").Text("os").Text("system").Op('\x86').Op('R').Build();
        Refusal(CheckpointFiles.Zip(ofText)).Key.ShouldBe("arguments of getattr");
        var ofGlobal = new PickleBuilder().Protocol().Global("builtins", "getattr").Global("builtins", "getattr").Text("__self__").Op('\x86').Op('R').Build();
        Refusal(CheckpointFiles.Zip(ofGlobal)).Key.ShouldBe("arguments of getattr");
        var called = new PickleBuilder().Protocol().Global("torch.optim.sgd", "SGD").Op(')').Op('R').Build();
        Refusal(CheckpointFiles.Zip(called)).Found.ShouldStartWith("torch.optim.sgd.SGD and a tuple");
        var made = new PickleBuilder().Protocol().Global("torch", "Size").Op(')').Op('\x81').Build();
        Refusal(CheckpointFiles.Zip(made)).Found.ShouldBe("the opcode NEWOBJ of torch.Size");
    }

    [Fact]
    public void List_that_contains_itself_is_read_without_end_of_stack()
    {
        var pickle = new PickleBuilder().Protocol().Op(']').Op('q').Byte(0).Op('h').Byte(0).Op('a').Build();
        using var checkpoint = Open(CheckpointFiles.Zip(pickle));
        var list = checkpoint.Root.ShouldBeOfType<List<object?>>();
        list[0].ShouldBeSameAs(list);
    }

    [Theory]
    [InlineData("os", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("torch", "load")]
    [InlineData("collections", "deque")]
    public void Unknown_global_is_refused_by_name(string module, string name)
    {
        var pickle = new PickleBuilder().Protocol().Global(module, name).Text("touch /tmp/owned").Op('\x85').Op('R').Build();
        Refusal(CheckpointFiles.Zip(pickle)).Message.ShouldContain($"found the global \"{module}.{name}\"");
    }

    [Fact]
    public void Global_from_the_stack_is_refused_by_name()
    {
        var pickle = new PickleBuilder().Protocol(4).Text("os").Text("system").Op('\x93').Build();
        Refusal(CheckpointFiles.Zip(pickle)).Message.ShouldContain("found the global \"os.system\"");
    }

    [Fact]
    public void Call_of_anything_but_a_known_global_is_refused()
    {
        var storageClass = new PickleBuilder().Protocol().Global("torch", "FloatStorage").Op(')').Op('R').Build();
        Refusal(CheckpointFiles.Zip(storageClass)).Found.ShouldContain("the storage class of Float32");
        var text = new PickleBuilder().Protocol().Text("os.system").Op(')').Op('R').Build();
        Refusal(CheckpointFiles.Zip(text)).Found.ShouldContain("\"os.system\"");
    }

    [Theory]
    [InlineData('\x92', "NEWOBJ_EX")]
    [InlineData('i', "INST")]
    [InlineData('o', "OBJ")]
    [InlineData('\x82', "EXT1")]
    [InlineData('P', "PERSID")]
    [InlineData('2', "DUP")]
    [InlineData('\xff', "0xff")]
    public void Opcode_that_could_make_objects_is_refused_by_name(char opcode, string name)
        => Refusal(CheckpointFiles.Zip(new PickleBuilder().Protocol().Op(')').Op(opcode).Build())).Found.ShouldContain(name);

    [Fact]
    public void State_set_on_anything_but_a_dictionary_is_refused()
        => Refusal(CheckpointFiles.Zip(new PickleBuilder().Protocol().Op(']').Op('}').Op('b').Build())).Found.ShouldBe("a list of 0 with a dictionary of 0");

    [Theory]
    [InlineData("X\xff\xff\xff\x7f")]
    [InlineData("J\x01")]
    [InlineData("h\x05")]
    [InlineData("t")]
    [InlineData("a")]
    [InlineData("(a")]
    [InlineData("(K\x01}u")]
    [InlineData("}]K\x01s")]
    [InlineData("K\x01Q")]
    [InlineData("")]
    public void Malformed_program_is_refused(string program)
        => Refusal(CheckpointFiles.Zip(new PickleBuilder().Protocol().Raw([.. program.Select(letter => (byte)letter)]).Build()));

    [Fact]
    public void Future_protocol_is_refused()
        => Refusal(CheckpointFiles.Zip(new PickleBuilder().Protocol(6).Build())).Found.ShouldBe("protocol 6");

    [Theory]
    [InlineData(4, new[] { 5 }, 0, null)]
    [InlineData(4, new[] { 2, 2 }, 1, null)]
    [InlineData(4, new[] { 2, 2 }, 0, new[] { 3, 1 })]
    [InlineData(4, new[] { 100000, 100000 }, 0, new[] { 0, 0 })]
    [InlineData(4, new[] { -1 }, 0, null)]
    [InlineData(4, new[] { 2 }, -1, null)]
    [InlineData(4, new[] { 2 }, 0, new[] { 1, 1 })]
    [InlineData(4, new[] { 0, 2147483647, 2147483647 }, 0, new[] { 4, 4, 5 })]
    public void Tensor_outside_its_storage_is_refused(int count, int[] shape, int offset, int[]? strides)
    {
        var pickle = new PickleBuilder().Protocol().Tensor("0", count, shape, offset, strides).Build();
        Refusal(CheckpointFiles.Zip(pickle, ("0", new byte[4 * count]))).Key.ShouldBe("tensor of storage 0");
    }

    [Theory]
    [InlineData(12)]
    [InlineData(20)]
    [InlineData(0)]
    public void Storage_of_another_length_is_refused_with_both_lengths(int bytes)
    {
        var refusal = Refusal(CheckpointFiles.Zip(new PickleBuilder().Protocol().Tensor("0", 4, [4]).Build(), ("0", new byte[bytes])));
        (refusal.Expected, refusal.Found).ShouldBe(("16 bytes for 4 values of Float32", $"{bytes}"));
    }

    [Fact]
    public void Missing_storage_is_refused()
        => Refusal(CheckpointFiles.Zip(new PickleBuilder().Protocol().Tensor("9", 4, [4]).Build())).Key.ShouldBe("entry data/9");

    [Fact]
    public void Compressed_storage_is_refused_before_it_grows()
    {
        const int Count = 8 << 20;
        var pickle = new PickleBuilder().Protocol().Tensor("0", Count, [Count]).Build();
        var zip = CheckpointFiles.Zip(pickle, CompressionLevel.SmallestSize, ("0", new byte[4 * Count]));
        zip.Length.ShouldBeLessThan(100_000);
        Refusal(zip).Message.ShouldContain("expected stored bytes, found compressed ones");
    }

    [Fact]
    public void Truncated_archive_is_refused_at_every_length()
    {
        var zip = CheckpointFiles.Zip(new PickleBuilder().Protocol().Tensor("0", 4, [4]).Build(), ("0", new byte[16]));
        for (var length = 0; length < zip.Length; length++)
            Refusal(zip[..length]);
    }

    [Fact]
    public void Changed_byte_never_gives_anything_but_a_checkpoint_or_a_refusal()
    {
        var zip = CheckpointFiles.Zip(new PickleBuilder().Protocol().Tensor("0", 4, [2, 2]).Build(), ("0", new byte[16]));
        var random = new Random(3);
        for (var trial = 0; trial < 4000; trial++)
        {
            var changed = zip.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            try
            {
                using var checkpoint = Open(changed);
                (checkpoint.Root as CheckpointTensor)?.ReadSingles().Length.ShouldBeLessThanOrEqualTo(4);
            }
            catch (CheckpointRefusedException)
            {
            }
        }
    }

    [Fact]
    public void Other_file_is_refused_as_no_checkpoint()
        => Refusal("hello"u8.ToArray()).Message.ShouldContain("expected a PyTorch zip checkpoint");

    [Fact]
    public void Weights_under_another_key_are_refused_with_the_keys_there_are()
    {
        using var checkpoint = Open(CheckpointFiles.Weights("weights", [("a", [1], [1f])]));
        Should.Throw<CheckpointRefusedException>(() => checkpoint.Weights("network")).Message
            .ShouldBe("checkpoint refused: checkpoint: expected a key \"network\", found \"weights\"");
    }

    private static CheckpointRefusedException Refusal(byte[] file)
        => Should.Throw<CheckpointRefusedException>(() => Open(file).Dispose());

    private static Checkpoint Open(byte[] file) => CheckpointReader.Open(new MemoryStream(file));
}
