using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Stores;

namespace ContentFactory.Web.Media.Storage;

/// <summary>What is being typed of a store.</summary>
public sealed class StoreTyping
{
    public MediaStoreKind Kind { get; set; } = MediaStoreKind.S3;
    public string Name { get; set; } = "";
    public string? Endpoint { get; set; }
    public string? Region { get; set; }
    public string? Prefix { get; set; }
    public bool PathStyle { get; set; } = true;
    public string AccessKey { get; set; } = "";
    public string Secret { get; set; } = "";

    public StoreDraft Read() => new(Kind, Name, AccessKey, Secret, Endpoint, Region, Prefix, PathStyle);
}
