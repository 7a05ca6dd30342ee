namespace ContentFactory.Domain.Media.Stores;

/// <summary>How to reach a bucket that speaks S3: Amazon's, Cloudflare's R2, MinIO.</summary>
/// <param name="Endpoint">Null for Amazon's own, which <paramref name="Region"/> names.</param>
/// <param name="Region">"auto" for R2.</param>
public sealed record S3Settings(Uri? Endpoint, string Region, string Bucket, string AccessKey, string SecretKey)
{
    /// <summary>Put before every key; without slashes at its ends, may be empty.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The bucket stands in the path, not in the host's name.</summary>
    public bool PathStyle { get; init; } = true;

    public override string ToString() => $"{Bucket} at {Endpoint?.Host ?? Region}";
}

/// <summary>How to reach a Cloudinary account.</summary>
public sealed record CloudinarySettings(string Cloud, string ApiKey, string ApiSecret)
{
    public Uri Api { get; init; } = new("https://api.cloudinary.com/");
    public Uri Delivery { get; init; } = new("https://res.cloudinary.com/");

    public override string ToString() => Cloud;
}
