using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Media.Makers;

/// <summary>A maker of media behind real HTTP, which refuses whatever its description does not know.</summary>
internal abstract class MakerFake(TimeProvider clock) : NetworkFake(clock)
{
    /// <summary>Part of no log and no problem.</summary>
    public abstract string Key { get; }

    /// <summary>What the maker makes.</summary>
    public byte[] File { get; set; } = [];

    /// <summary>An error in the maker's own form.</summary>
    public abstract Answer Error(int status, string code);

    protected abstract bool HasKey(ContractCall call);

    protected abstract Answer Make(string step, ContractCall call);

    protected override Answer Do(string step, ContractCall call) => HasKey(call) ? Make(step, call) : Error(401, "no_such_key");

    protected static Answer Binary(byte[] bytes, string type) => new(200, ContentType: type) { Bytes = bytes };

    /// <summary>A sound with a tag and nothing else.</summary>
    public static byte[] Mp3 => [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 0, 0xFF, 0xFB, .. new byte[400]];
}
