using System.Buffers.Binary;

namespace ContentFactory.Domain.Media.Cleaning;

/// <summary>Where in the file the samples of a track lie, chunk by chunk, as its tables say.</summary>
internal static class TrackSamples
{
    public static IEnumerable<(long From, long To)> Of(byte[] index, VideoTraces.Box track)
    {
        if (VideoTraces.Inside(index, track, "mdia", "minf", "stbl") is not { } tables)
            yield break;
        var (sizes, runs) = (Table(index, tables, "stsz"), Table(index, tables, "stsc"));
        var isLong = VideoTraces.Inside(index, tables, "co64") is not null;
        var chunks = Table(index, tables, isLong ? "co64" : "stco");
        if (sizes.Length < 8 || runs.Length < 4 || chunks.Length < 4)
            yield break;
        var (one, sample, run) = ((long)Big(sizes, 0), 0, 0);
        for (var chunk = 0; chunk < Math.Min(Big(chunks, 0), (chunks.Length - 4) / (isLong ? 8 : 4)); chunk++)
        {
            while (4 + (run + 2) * 12 <= runs.Length && Big(runs, 4 + (run + 1) * 12) <= chunk + 1)
                run++;
            if (4 + (run + 1) * 12 > runs.Length)
                yield break;
            var count = (int)Math.Min(Big(runs, 4 + run * 12 + 4), (uint)index.Length);
            var length = one * count;
            for (var n = 0; one == 0 && n < count && 8 + (sample + 1) * 4 <= sizes.Length; n++, sample++)
                length += Big(sizes, 8 + sample * 4);
            var from = isLong ? BinaryPrimitives.ReadInt64BigEndian(chunks.Span[(4 + chunk * 8)..]) : Big(chunks, 4 + chunk * 4);
            if (from >= 0 && length > 0 && from <= long.MaxValue - length)
                yield return (from, from + length);
        }
    }

    /// <summary>A table's body behind its version.</summary>
    private static ReadOnlyMemory<byte> Table(byte[] index, VideoTraces.Box tables, string name) =>
        VideoTraces.Inside(index, tables, name) is { } table && table.End - table.At > 12 ? index.AsMemory((table.At + 12)..table.End) : default;

    private static uint Big(ReadOnlyMemory<byte> table, int at) => BinaryPrimitives.ReadUInt32BigEndian(table.Span[at..]);
}
