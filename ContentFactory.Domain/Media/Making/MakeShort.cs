using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media.Tools;

namespace ContentFactory.Domain.Media.Making;

/// <summary>Speaks, films and joins a short. Its cursor is the script; what is done already lies as files in the order's folder.</summary>
public sealed class MakeShort(MakingDesk desk, CardMaker cards, Voice voice, ShortFilm film, ToolShelf shelf, FontShelf fonts) : LongRun<ShortOrder>
{
    public const string Kind = "media.short";
    public const string MadeBy = "offline: SVG templates, espeak-ng, ffmpeg";

    /// <summary>In words a minute; the faster ones only where a text would not fit else.</summary>
    private static readonly int[] Speeds = [150, 175, 200];

    /// <summary>What this machine lacks for shorts; null when nothing.</summary>
    public Problem? Missing => cards.Missing ?? (new[] { MediaTool.Espeak, MediaTool.Ffmpeg }.FirstOrDefault(t => !shelf.Has(t)) is { } tool
        ? new Problem(ProblemKind.Unavailable, null, "Media.ToolMissing", tool.Program, tool.Package) : null);

    public override Task<Result<LongOutcome>> RunAsync(ShortOrder input, LongProgress progress, CancellationToken ct) =>
        desk.InFolderAsync(Kind, input.Id, folder => MakeAsync(input, folder, progress, ct));

    private async Task<Result<LongOutcome>> MakeAsync(ShortOrder order, string folder, LongProgress progress, CancellationToken ct)
    {
        if (Missing is { } missing)
            return missing;
        var script = await ScriptAsync(order, folder, progress, ct);
        if (!script.Ok)
            return script.Problem;
        var (scenes, total) = (script.Value.Scenes.Count, script.Value.Scenes.Count + 2);
        var art = new ShortArt(order.Story, order.Brand, fonts.Best!, scenes);
        for (var n = 0; n < scenes; n++)
        {
            ct.ThrowIfCancellationRequested();
            progress.Report(n + 1, total, new LongText("Media.FilmingScene", n + 1, scenes));
            if (File.Exists(Path.Combine(folder, ShortFilm.SceneFile(n))))
                continue;
            if (await film.SceneAsync(art, script.Value, n, folder, ct) is { Ok: false } failed)
                return failed.Problem;
            await progress.SaveAsync(script.Value);
        }
        progress.Report(scenes + 1, total, new LongText("Media.JoiningShort"));
        return await KeepAsync(order, script.Value, folder, progress, total, ct);
    }

    private async Task<Result<LongOutcome>> KeepAsync(ShortOrder order, ShortScript script, string folder, LongProgress progress, int total, CancellationToken ct)
    {
        if (!File.Exists(Path.Combine(folder, "short.mp4")) && await film.JoinAsync(script, order.Music, folder, ct) is { Ok: false } failed)
            return failed.Problem;
        var poster = await film.PosterAsync(folder, ct);
        if (!poster.Ok)
            return poster.Problem;
        // from here on nothing is cancelled: both files or none
        ct.ThrowIfCancellationRequested();
        var kept = await desk.KeepAsync(Path.Combine(folder, "short.mp4"), order.FileName + ".mp4", order.CompanyId, MadeBy, CancellationToken.None);
        if (!kept.Ok)
            return kept.Problem;
        var cover = await desk.KeepAsync(poster.Value, order.FileName + ".jpg", order.CompanyId, MadeBy, CancellationToken.None);
        if (!cover.Ok)
            return cover.Problem;
        progress.Report(total, total);
        return new LongOutcome(new LongText("Media.ShortMade", (int)Math.Round(script.Length), MadeBy), $"{order.Link}?made={kept.Value}");
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
