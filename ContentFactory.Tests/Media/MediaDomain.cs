using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Media;

/// <summary>The domain with a media folder of its own and small limits.</summary>
public sealed class MediaDomain : TestDomain
{
    public const int ImageLimit = 100_000;
    private readonly string folder = TemporaryFolder.NewPath();

    public string Folder => folder;

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings =>
    [
        new("Media:Folder", folder), new("Media:MaxImageBytes", "100000"), new("Media:MaxVideoBytes", "200000"), new("Media:MaxDocumentBytes", "200000"), new("Media:MaxPixels", "1000000"),
    ];

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        TemporaryFolder.Delete(folder);
    }
}
