namespace ContentFactory.Domain.Media.Making;

internal enum SceneKind { Hook, Point, Close }

/// <summary>Words that stand on the picture while they are spoken; times from the beginning of the scene.</summary>
internal sealed record Caption(string Text, double From, double Until);

/// <param name="Number">Of an item of a list; null for other scenes.</param>
internal sealed record Scene(SceneKind Kind, int? Number, IReadOnlyList<string> Sentences)
{
    /// <summary>In seconds, whole frames; 0 until the voice is known.</summary>
    public double Length { get; init; }

    public IReadOnlyList<Caption> Captions { get; init; } = [];
}

/// <summary>What a short shows and says, scene after scene.</summary>
internal sealed record ShortScript(IReadOnlyList<Scene> Scenes)
{
    public const int FramesPerSecond = 30;
    public const double Shortest = 20.6;
    public const double Longest = 39.4;
    public const int FewestScenes = 4;
    public const int MostScenes = 7;

    /// <summary>Before the first word of a scene, between two sentences, and behind the last.</summary>
    public const double Lead = 0.35, Pause = 0.25, Tail = 0.45;

    private const int LongestSentence = 140;
    private const int LongestPhrase = 58;
    private const int Lone = 34;

    public double Length => Scenes.Sum(s => s.Length);

    public static ShortScript Of(MediaStory story, CardType type)
    {
        var parts = StoryParts.Of(story, type);
        var listed = parts.Items.Count >= 3;
        var middle = (listed ? parts.Items.Select(i => (IReadOnlyList<string>)[i]) : Grouped(parts.Sentences)).Take(MostScenes - 2).ToList();
        if (middle.Count < FewestScenes - 2)
            middle = [.. middle.SelectMany(Halves)];
        if (middle.Count < FewestScenes - 2)
            middle.Add([CardTexts.AllIsInPost(story.Language)]);
        if (middle.Count < FewestScenes - 2)
            middle.Add([story.Company]);
        var close = type.Drawn(story.CallToAction ?? "").Trim() is { Length: > 0 } call ? call : CardTexts.RestIsInPost(story.Language);
        IEnumerable<Scene> scenes =
        [
            new(SceneKind.Hook, null, [parts.Title]), .. middle.Select((m, n) => new Scene(SceneKind.Point, listed ? n + 1 : null, m)), new(SceneKind.Close, null, [close]),
        ];
        return new([.. scenes.Select(s => s with { Sentences = [.. s.Sentences.Select(t => Typography.Of(Shortened(t), story.Language))] })]);
    }

    /// <summary>One middle scene less; null when it would be too few.</summary>
    public ShortScript? Shorter() => Scenes.Count <= FewestScenes ? null : new([.. Scenes.Take(Scenes.Count - 2), Scenes[^1]]);

    /// <summary>Puts the captions and cuts where the voice is.</summary>
    /// <param name="spoken">Of each scene, each sentence, in seconds.</param>
    public ShortScript Timed(IReadOnlyList<IReadOnlyList<double>> spoken)
    {
        var scenes = Scenes.Select((s, n) => Timed(s, spoken[n])).ToList();
        var more = Math.Max(0, (Shortest - scenes.Sum(s => s.Length)) / scenes.Count);
        return new([.. scenes.Select(s => Held(s, Whole(s.Length + more)))]);
    }

    private static Scene Timed(Scene scene, IReadOnlyList<double> spoken)
    {
        var (at, captions) = (Lead, new List<Caption>());
        foreach (var (sentence, length) in scene.Sentences.Zip(spoken))
        {
            var phrases = Phrases(sentence);
            var letters = phrases.Sum(p => p.Length + 2.0);
            foreach (var phrase in phrases)
            {
                var share = length * (phrase.Length + 2) / letters;
                captions.Add(new(phrase, at, at + share));
                at += share;
            }
            at += Pause;
        }
        return scene with { Captions = captions, Length = at - Pause + Tail };
    }

    /// <summary>The last words stay until the cut, the first ones are there when the scene is.</summary>
    private static Scene Held(Scene scene, double length) => scene with
    {
        Length = length,
        Captions = [.. scene.Captions.Select((c, n) => c with { From = n == 0 ? 0.1 : c.From, Until = n + 1 < scene.Captions.Count ? scene.Captions[n + 1].From : length })],
    };

    private static double Whole(double seconds) => Math.Ceiling(seconds * FramesPerSecond) / FramesPerSecond;

    /// <summary>What the eye takes in at once, parted where the voice breathes.</summary>
    internal static IReadOnlyList<string> Phrases(string sentence)
    {
        if (sentence.Length <= LongestPhrase)
            return [sentence];
        var middle = sentence.Length / 2;
        var cuts = Enumerable.Range(1, sentence.Length - 2).Where(n => sentence[n] == ' ').ToList();
        if (cuts.Count == 0)
            return [sentence];
        // a breath counts as much as twelve letters from the middle
        var at = cuts.MinBy(n => Math.Abs(n - middle) - (",;:—.!?".Contains(sentence[n - 1], StringComparison.Ordinal) ? 12 : 0));
        return [.. Phrases(sentence[..at]), .. Phrases(sentence[(at + 1)..])];
    }

    /// <summary>Short sentences share a scene.</summary>
    private static IEnumerable<IReadOnlyList<string>> Grouped(IReadOnlyList<string> sentences)
    {
        for (var n = 0; n < sentences.Count; n++)
            if (n + 1 < sentences.Count && sentences[n].Length <= Lone && sentences[n + 1].Length <= 2 * Lone)
                yield return [sentences[n], sentences[++n]];
            else
                yield return [sentences[n]];
    }

    private static IEnumerable<IReadOnlyList<string>> Halves(IReadOnlyList<string> scene) => scene.Count > 1 ? scene.Select(s => (IReadOnlyList<string>)[s])
        : Phrases(scene[0]) is { Count: > 1 } phrases ? phrases.Select(p => (IReadOnlyList<string>)[p]) : [scene];

    /// <summary>The beginning up to a breath.</summary>
    private static string Shortened(string sentence)
    {
        if (sentence.Length <= LongestSentence)
            return sentence;
        var start = PlainText.Cut(sentence, LongestSentence);
        var breath = start.LastIndexOfAny([',', ';', ':', '—', '.']);
        return breath > LongestSentence / 2 ? start[..breath].TrimEnd(' ', '\u00a0', ',', ';', ':', '—') + "." : start[..Math.Max(start.LastIndexOf(' '), 1)] + "…";
    }
}
