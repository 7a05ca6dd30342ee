namespace ContentFactory.Domain.Media.Cleaning;

/// <summary>What of a file goes on, in order: stretches of the file, and bytes that stand for what was taken out.</summary>
internal sealed class KeptBytes(int length)
{
    private readonly List<(int From, int To, byte[]? Instead)> parts = [];

    /// <summary>Whether anything is taken out.</summary>
    public bool Differs => parts is not [{ From: 0, Instead: null } only] || only.To != length;

    public long Length => parts.Sum(p => (long)(p.Instead?.Length ?? p.To - p.From));

    public void Keep(int from, int to)
    {
        if (parts is [.., { Instead: null } last] && last.To == from)
            parts[^1] = (last.From, to, null);
        else if (to > from)
            parts.Add((from, to, null));
    }

    public void Append(KeptBytes more)
    {
        foreach (var (from, to, _) in more.parts)
            Keep(from, to);
    }

    public void Put(byte[] instead) => parts.Add((0, 0, instead));

    public async Task WriteAsync(byte[] file, Stream to, CancellationToken ct)
    {
        foreach (var (from, end, instead) in parts)
            await to.WriteAsync(instead is null ? file.AsMemory(from, end - from) : instead, ct);
    }
}
