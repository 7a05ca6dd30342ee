namespace ContentFactory.Domain.Platforms.LinkedIn;

/// <summary>A part of a video that is not sent yet; both bytes belong to it.</summary>
internal sealed record VideoPart(string Url, long First, long Last)
{
    /// <summary>Records print their members; whoever has the address may write the video.</summary>
    public override string ToString() => $"{First}-{Last}";
}

/// <summary>A video on its way: what LinkedIn wants to be told at its end, and what is left to send.</summary>
/// <param name="Left">In order; empty when only the end is missing.</param>
/// <param name="ETags">Of the parts that arrived, in order.</param>
/// <param name="Expires">Until when the addresses take bytes, in milliseconds of Unix time; null where LinkedIn did not say.</param>
internal sealed record VideoUpload(string Urn, string Token, IReadOnlyList<VideoPart> Left, IReadOnlyList<string> ETags, long? Expires)
{
    public VideoUpload Sent(string etag) => this with { Left = [.. Left.Skip(1)], ETags = [.. ETags, etag] };

    public bool IsOver(DateTimeOffset now) => Left.Count > 0 && Expires <= now.ToUnixTimeMilliseconds();

    /// <summary>Records print their members; the token must not reach a log that way.</summary>
    public override string ToString() => Urn;
}
