namespace ContentFactory.Domain.Platforms.Http;

/// <summary>Reads what a network answered, with bounds.</summary>
internal static class ReplyBody
{
    private const int Limit = 1024 * 1024;

    /// <summary>Null when it is larger than any answer of a network's API.</summary>
    public static async Task<byte[]?> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        var bytes = new MemoryStream();
        var part = new byte[16 * 1024];
        while (await stream.ReadAsync(part, ct) is var count and > 0)
        {
            if (bytes.Length + count > Limit)
                return null;
            bytes.Write(part, 0, count);
        }
        return bytes.ToArray();
    }

    public static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider clock) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } when delta > TimeSpan.Zero => delta,
        { Date: { } date } when date > clock.GetUtcNow() => date - clock.GetUtcNow(),
        _ => null,
    };
}
