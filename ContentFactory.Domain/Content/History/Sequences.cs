namespace ContentFactory.Domain.Content.History;

/// <summary>A stretch that differs: so many items from there on became so many.</summary>
internal readonly record struct Hunk(int Before, int BeforeLength, int After, int AfterLength)
{
    public int BeforeEnd => Before + BeforeLength;
    public int AfterEnd => After + AfterLength;
}

/// <summary>The shortest way from one row of pieces to another (E. Myers, "An O(ND) difference algorithm and its variations", 1986).</summary>
internal static class Sequences
{
    // rows with so little in common differ as a whole: time and memory grow with the square of this number alone
    private const int MostEdits = 1000;

    public static IReadOnlyList<Hunk> Hunks(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var head = 0;
        while (head < before.Count && head < after.Count && before[head] == after[head])
            head++;
        var tail = 0;
        while (tail < before.Count - head && tail < after.Count - head && before[^(tail + 1)] == after[^(tail + 1)])
            tail++;
        var (from, to) = (before.Count - head - tail, after.Count - head - tail);
        if (from + to == 0)
            return [];
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var (old, now) = (Numbers(before, head, from, known), Numbers(after, head, to, known));
        return from == 0 || to == 0 || Walk(old, now) is not { } steps ? [new Hunk(head, from, head, to)] : Trace(old.Length, now.Length, steps, head);
    }

    private static int[] Numbers(IReadOnlyList<string> pieces, int start, int count, Dictionary<string, int> known)
    {
        var numbers = new int[count];
        for (var i = 0; i < count; i++)
            numbers[i] = known.TryGetValue(pieces[start + i], out var number) ? number : known[pieces[start + i]] = known.Count;
        return numbers;
    }

    /// <summary>How far each diagonal reaches after 0, 1, 2... edits; null where there are too many.</summary>
    private static List<int[]>? Walk(int[] old, int[] now)
    {
        var most = Math.Min(MostEdits, old.Length + now.Length);
        var reach = new int[2 * most + 3];
        var steps = new List<int[]>();
        for (var edits = 0; edits <= most; edits++)
        {
            for (var k = -edits; k <= edits; k += 2)
            {
                var x = IsDown(reach.AsSpan(), most + 1, k, edits) ? reach[most + 2 + k] : reach[most + k] + 1;
                while (x < old.Length && x - k < now.Length && x - k >= 0 && old[x] == now[x - k])
                    x++;
                reach[most + 1 + k] = x;
                if (x == old.Length && x - k == now.Length)
                {
                    steps.Add(reach[(most + 1 - edits)..(most + 2 + edits)]);
                    return steps;
                }
            }
            steps.Add(reach[(most + 1 - edits)..(most + 2 + edits)]);
        }
        return null;
    }

    private static bool IsDown(ReadOnlySpan<int> reach, int centre, int k, int edits) =>
        k == -edits || (k != edits && reach[centre + k - 1] < reach[centre + k + 1]);

    private static List<Hunk> Trace(int old, int now, List<int[]> steps, int head)
    {
        var (gone, come) = (new bool[old], new bool[now]);
        var (x, y) = (old, now);
        for (var edits = steps.Count - 1; edits > 0; edits--)
        {
            var (k, reach, centre) = (x - y, steps[edits - 1], edits - 1);
            var isDown = IsDown(reach, centre, k, edits);
            var (fromX, fromK) = isDown ? (reach[centre + k + 1], k + 1) : (reach[centre + k - 1], k - 1);
            if (isDown)
                come[fromX - fromK] = true;
            else
                gone[fromX] = true;
            (x, y) = (fromX, fromX - fromK);
        }
        return Gather(gone, come, head);
    }

    private static List<Hunk> Gather(bool[] gone, bool[] come, int head)
    {
        var hunks = new List<Hunk>();
        for (var (x, y) = (0, 0); x < gone.Length || y < come.Length;)
        {
            var (fromX, fromY) = (x, y);
            while (x < gone.Length && gone[x])
                x++;
            while (y < come.Length && come[y])
                y++;
            if (x > fromX || y > fromY)
                hunks.Add(new Hunk(head + fromX, x - fromX, head + fromY, y - fromY));
            else
                (x, y) = (x + 1, y + 1);
        }
        return hunks;
    }
}
