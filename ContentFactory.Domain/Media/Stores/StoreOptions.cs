namespace ContentFactory.Domain.Media.Stores;

/// <summary>The installation's own bucket (configuration section "Media:S3").</summary>
public sealed class S3Options
{
    /// <summary>Empty for Amazon's own.</summary>
    public string? Endpoint { get; set; }

    public string Region { get; set; } = "us-east-1";
    public string? Bucket { get; set; }
    public string? AccessKey { get; set; }
    public string? SecretKey { get; set; }
    public string Prefix { get; set; } = "";
    public bool PathStyle { get; set; } = true;

    internal bool IsSet => Bucket is { Length: > 0 } && AccessKey is { Length: > 0 } && SecretKey is { Length: > 0 };

    internal bool HasEndpoint => string.IsNullOrEmpty(Endpoint) || Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    internal S3Settings Settings => new(string.IsNullOrEmpty(Endpoint) ? null : new Uri(Endpoint), Region, Bucket!, AccessKey!, SecretKey!) { Prefix = Prefix.Trim('/'), PathStyle = PathStyle };
}

/// <summary>The installation's own account at Cloudinary (configuration section "Media:Cloudinary").</summary>
public sealed class CloudinaryOptions
{
    public string? Cloud { get; set; }
    public string? ApiKey { get; set; }
    public string? ApiSecret { get; set; }

    /// <summary>Where the account lives in another region, or another server speaks the protocol.</summary>
    public Uri Api { get; set; } = new("https://api.cloudinary.com/");

    public Uri Delivery { get; set; } = new("https://res.cloudinary.com/");

    internal bool IsSet => Cloud is { Length: > 0 } && ApiKey is { Length: > 0 } && ApiSecret is { Length: > 0 };

    internal CloudinarySettings Settings => new(Cloud!, ApiKey!, ApiSecret!) { Api = Api, Delivery = Delivery };
}
