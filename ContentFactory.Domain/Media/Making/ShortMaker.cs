using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media.Logos;
using ContentFactory.Domain.Media.Tools;

namespace ContentFactory.Domain.Media.Making;

/// <summary>A finished short in its folder.</summary>
internal sealed record FinishedShort(string File, string Poster, double Seconds);

/// <summary>Speaks, films and joins a short. Its cursor is the script; what is done already lies as files in the folder.</summary>
public sealed class ShortMaker(CardMaker cards, Voice voice, ShortFilm film, ToolShelf shelf, FontShelf fonts)
{
    /// <summary>In words a minute; the faster ones only where a text would not fit else.</summary>
    private static readonly int[] Speeds = [150, 175, 200, 225];

    /// <summary>What this machine lacks for shorts; null when nothing.</summary>
    public Problem? Missing => cards.Missing ?? (new[] { MediaTool.Espeak, MediaTool.Ffmpeg }.FirstOrDefault(t => !shelf.Has(t)) is { } tool
        ? new Problem(ProblemKind.Unavailable, null, "Media.ToolMissing", tool.Program, tool.Package) : null);

    internal async Task<Result<FinishedShort>> MakeAsync(ShortOrder order, LogoPicture? logo, string folder, LongProgress progress, CancellationToken ct)
    {
        if (Missing is { } missing)
            return missing;
        var spoken = await ScriptAsync(order, folder, progress, ct);
        if (!spoken.Ok)
            return spoken.Problem;
        var script = spoken.Value;
        var art = new ShortArt(order.Story, order.Brand, fonts.Best!, script.Scenes.Count, logo);
        for (var n = 0; n < script.Scenes.Count; n++)
        {
            ct.ThrowIfCancellationRequested();
            progress.Report(n + 1, script.Scenes.Count + 2, new LongText("Media.FilmingScene", n + 1, script.Scenes.Count));
            if (File.Exists(Path.Combine(folder, ShortFilm.SceneFile(n))))
                continue;
            if (await film.SceneAsync(art, script, n, folder, ct) is { Ok: false } failed)
                return failed.Problem;
            await progress.SaveAsync(script);
        }
        progress.Report(script.Scenes.Count + 1, script.Scenes.Count + 2, new LongText("Media.JoiningShort"));
        return await JoinAsync(order, script, folder, ct);
    }

    private async Task<Result<FinishedShort>> JoinAsync(ShortOrder order, ShortScript script, string folder, CancellationToken ct)
    {
        var joined = await film.JoinAsync(script, order.Music, folder, ct);
        if (!joined.Ok)
            return joined.Problem;
        var poster = await film.PosterAsync(folder, ct);
        return poster.Ok ? new FinishedShort(joined.Value, poster.Value, script.Length) : poster.Problem;
    }

    /// <summary>The script with its times and the voice beside it; as it was, if both are there already.</summary>
    private async Task<Result<ShortScript>> ScriptAsync(ShortOrder order, string folder, LongProgress progress, CancellationToken ct)
    {
        if (progress.Cursor<ShortScript>() is { } before && File.Exists(Path.Combine(folder, "voice.wav")))
            return before;
        var script = ShortScript.Of(order.Story, fonts.Best!);
        progress.Report(0, script.Scenes.Count + 2, new LongText("Media.SpeakingShort"));
        var spoken = await SpokenAsync(script, order.Story.Language, folder, ct);
        if (!spoken.Ok)
            return spoken.Problem;
        var (timed, sounds) = spoken.Value;
        await Track(timed, sounds).WriteAsync(Path.Combine(folder, "voice.wav"), ct);
        await progress.SaveAsync(timed);
        return timed;
    }

    private async Task<Result<(ShortScript Script, List<List<Sound>> Sounds)>> SpokenAsync(ShortScript script, string language, string folder, CancellationToken ct)
    {
        foreach (var speed in Speeds)
        {
            var sounds = new List<List<Sound>>();
            foreach (var scene in script.Scenes)
            {
                sounds.Add([]);
                foreach (var sentence in scene.Sentences)
                {
                    var said = await voice.SpeakAsync(sentence, language, speed, folder, ct);
                    if (!said.Ok)
                        return said.Problem;
                    sounds[^1].Add(said.Value);
                }
            }
            if (Fitted(script, sounds) is { } fitted)
                return fitted;
        }
        return Problem.Limit("Media.ShortTooLong");
    }

    /// <summary>With fewer scenes where all of them last too long; null where a faster voice should try.</summary>
    private static (ShortScript, List<List<Sound>>)? Fitted(ShortScript script, List<List<Sound>> sounds)
    {
        for (var shorter = script; ; sounds = [.. sounds.Take(sounds.Count - 2), sounds[^1]])
        {
            var timed = shorter.Timed([.. sounds.Select(s => (IReadOnlyList<double>)[.. s.Select(x => x.Length.TotalSeconds)])]);
            if (timed.Length <= ShortScript.Longest)
                return (timed, sounds);
            if (shorter.Shorter() is not { } next)
                return null;
            shorter = next;
        }
    }

    private static Sound Track(ShortScript script, List<List<Sound>> sounds)
    {
        var rate = sounds[0][0].Rate;
        using var track = new MemoryStream();
        var ends = 0.0;
        foreach (var (scene, said) in script.Scenes.Zip(sounds))
        {
            track.Write(Sound.Silence(rate, TimeSpan.FromSeconds(ShortScript.Lead)));
            foreach (var sound in said)
            {
                track.Write(sound.Samples);
                track.Write(Sound.Silence(rate, TimeSpan.FromSeconds(ShortScript.Pause)));
            }
            ends += scene.Length;
            // to the cut exactly, so that voice and picture never drift apart
            var missing = (long)Math.Round(ends * rate) * 2 - track.Length;
            track.SetLength(track.Length + Math.Min(missing, 0));
            track.Seek(0, SeekOrigin.End);
            track.Write(new byte[Math.Max(missing, 0)]);
        }
        return new(rate, track.ToArray());
    }
}
