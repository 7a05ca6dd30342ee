namespace ContentFactory.Domain.Ai.Offline;

/// <summary>Chooses the sentences that stand for all: likeness to the others, place, headline, topic; nothing said twice.</summary>
internal static class Summary
{
    private const int Considered = 120;
    private const int Rounds = 20;

    /// <summary>Best first.</summary>
    /// <param name="taste">A small preference by place, so that another seed tells other facts.</param>
    public static List<Fact> Choose(List<Fact> facts, IReadOnlyCollection<string> headlineStems, IReadOnlyCollection<string> topicStems, int count, Func<int, double> taste)
    {
        facts = [.. facts.OrderBy(f => f.Position).ThenBy(f => f.Source).Take(Considered)];
        var rank = Rank(facts);
        var score = facts.Select((f, i) => (Fact: f, Score: rank[i] * Weight(f, headlineStems, topicStems) * taste(i))).ToList();
        List<Fact> chosen = [];
        while (chosen.Count < count && score.Count > 0)
        {
            var best = score.OrderByDescending(s => s.Score * (1 - chosen.Select(c => Overlap(c, s.Fact)).DefaultIfEmpty(0).Max())).ThenBy(s => s.Fact.Position).First();
            score.Remove(best);
            if (chosen.All(c => Overlap(c, best.Fact) < 0.5))
                chosen.Add(best.Fact);
        }
        return chosen;
    }

    private static double Weight(Fact fact, IReadOnlyCollection<string> headline, IReadOnlyCollection<string> topic)
    {
        var place = 1 + 1.5 / fact.Position;
        var about = 1 + 0.25 * Math.Min(4, headline.Count(fact.Stems.Contains)) + 0.4 * Math.Min(3, topic.Count(fact.Stems.Contains));
        var number = fact.Text.Any(char.IsDigit) ? 1.2 : 1;
        var length = fact.Text.Length switch { < 45 => 0.7, <= 180 => 1.1, _ => 0.8 };
        return place * about * number * length * (Manner.TellsOfItsDay(fact.Text) ? 0.5 : 1) * (fact.Text[0] is '«' or '"' or '“' ? 0.7 : 1);
    }

    private static double[] Rank(List<Fact> facts)
    {
        var n = facts.Count;
        var like = new double[n, n];
        var sum = new double[n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                like[i, j] = i == j ? 0 : Likeness(facts[i], facts[j]);
                sum[i] += like[i, j];
            }
        }
        var rank = Enumerable.Repeat(1.0, n).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            var before = rank;
            rank = [.. Enumerable.Range(0, n).Select(i => 0.3 + 0.7 * Enumerable.Range(0, n).Where(j => sum[j] > 0).Sum(j => like[j, i] / sum[j] * before[j]))];
        }
        return rank;
    }

    private static double Likeness(Fact a, Fact b)
    {
        var shared = a.Stems.Count(b.Stems.Contains);
        return shared == 0 ? 0 : shared / (Math.Log(a.Stems.Count + 1) + Math.Log(b.Stems.Count + 1));
    }

    /// <summary>Share of the smaller sentence that the other repeats.</summary>
    public static double Overlap(Fact a, Fact b) => a.Stems.Count(b.Stems.Contains) / (double)Math.Max(1, Math.Min(a.Stems.Count, b.Stems.Count));
}
