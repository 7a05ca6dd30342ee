using System.Globalization;
using ContentFactory.Domain.Media.Tools;

namespace ContentFactory.Domain.Media.Making;

/// <summary>Makes scenes out of pictures, and a film out of scenes and a voice. Each step leaves a whole file or none, and may be done again.</summary>
public sealed class ShortFilm(ToolRunner tools, CardMaker cards)
{
    /// <summary>From the picture where the last scene ended, in seconds.</summary>
    private const double Crossfade = 0.4;

    private static readonly string[] Encoding = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "21", "-profile:v", "high", "-pix_fmt", "yuv420p", "-g", "60", "-threads", "2"];

    internal static string SceneFile(int number) => FormattableString.Invariant($"scene-{number}.mp4");

    /// <summary>Draws a scene and films it.</summary>
    internal async Task<Result> SceneAsync(ShortArt art, ShortScript script, int number, string folder, CancellationToken ct)
    {
        var scene = script.Scenes[number];
        var pictures = new List<string>();
        foreach (var (sheet, name) in Sheets(art, scene, number))
        {
            var drawn = await cards.RenderAsync(sheet, folder, name, null, ct);
            if (!drawn.Ok)
                return drawn.Problem;
            pictures.Add($"{name}.png");
        }
        if (number > 0)
            pictures.Add(LastFrame(number - 1));
        string[] inputs = [.. pictures.SelectMany(p => new[] { "-framerate", Text(ShortScript.FramesPerSecond), "-i", p })];
        var filmed = await RunAsync(
            [.. inputs, "-filter_complex", Filter(scene, number), "-map", "[out]", "-frames:v", Text(Math.Round(scene.Length * ShortScript.FramesPerSecond)), .. Encoding, "part.mp4"], folder, ct);
        if (!filmed.Ok)
            return filmed;
        var kept = await RunAsync(["-sseof", "-0.2", "-i", "part.mp4", "-update", "1", "-vsync", "passthrough", LastFrame(number)], folder, ct);
        if (kept.Ok)
            File.Move(Path.Combine(folder, "part.mp4"), Path.Combine(folder, SceneFile(number)), overwrite: true);
        return kept;
    }

    /// <summary>Joins the scenes with the voice, and with a quiet bed of tones if wanted.</summary>
    /// <returns>The file.</returns>
    internal async Task<Result<string>> JoinAsync(ShortScript script, bool music, string folder, CancellationToken ct)
    {
        await File.WriteAllLinesAsync(Path.Combine(folder, "scenes.txt"), script.Scenes.Select((_, n) => $"file '{SceneFile(n)}'"), ct);
        string[] bed = music ? ["-f", "lavfi", "-i", Bed(script.Length)] : [];
        var voice = "[1:a]highpass=f=80,equalizer=f=3200:t=q:w=1:g=3,acompressor=threshold=-20dB:ratio=3:attack=8:release=120,loudnorm=I=-16:TP=-1.5:LRA=9,aresample=44100,apad[v]";
        var mixed = music ? $"{voice};[v][2:a]amix=inputs=2:duration=longest:normalize=0[a]" : $"{voice};[v]anull[a]";
        var joined = await RunAsync(
            ["-f", "concat", "-safe", "0", "-i", "scenes.txt", "-i", "voice.wav", .. bed, "-filter_complex", mixed, "-map", "0:v", "-map", "[a]", "-t", Text(script.Length), "-c:v", "copy",
                "-c:a", "aac", "-b:a", "128k", "-ac", "2", "-movflags", "+faststart", "joined.mp4"], folder, ct);
        if (!joined.Ok)
            return joined.Problem;
        var file = Path.Combine(folder, "short.mp4");
        File.Move(Path.Combine(folder, "joined.mp4"), file, overwrite: true);
        return file;
    }

    /// <summary>The first words as they stand, for a cover.</summary>
    /// <returns>The file.</returns>
    internal async Task<Result<string>> PosterAsync(string folder, CancellationToken ct)
    {
        var made = await RunAsync(["-ss", "1", "-i", "short.mp4", "-frames:v", "1", "-update", "1", "-q:v", "3", "poster.jpg"], folder, ct);
        return made.Ok ? Path.Combine(folder, "poster.jpg") : made.Problem;
    }

    private static IEnumerable<(CardSheet Sheet, string Name)> Sheets(ShortArt art, Scene scene, int number)
    {
        yield return (art.Ground(scene, number), "ground");
        yield return (art.Still(scene, number), "still");
        for (var n = 0; n < scene.Captions.Count; n++)
            yield return (art.Words(scene, scene.Captions[n], number), FormattableString.Invariant($"words-{n}"));
    }

    /// <summary>The ground drifts, words slide in and fade, and the end of the scene before fades away over all.</summary>
    private static string Filter(Scene scene, int number)
    {
        var (length, spare) = (Text(scene.Length), ShortArt.Spare);
        var drift = number % 2 == 0 ? $"x='{spare}*t/{length}':y='{spare / 2}+{spare / 2}*sin(t/3)'" : $"x='{spare}*(1-t/{length})':y='{spare}*t/{length}'";
        var parts = new List<string>
        {
            $"[0:v]{Held(scene.Length)},crop={ShortArt.Width}:{ShortArt.Height}:{drift}[g]", "[g][1:v]overlay=0:0[s0]",
        };
        for (var n = 0; n < scene.Captions.Count; n++)
        {
            var caption = scene.Captions[n];
            var (from, until, last) = (Text(caption.From), Text(caption.Until), n + 1 == scene.Captions.Count);
            var opening = number == 0 && n == 0;
            var fades = (opening ? "" : $",fade=in:st={from}:d=0.22:alpha=1") + (last ? "" : $",fade=out:st={Text(caption.Until - 0.14)}:d=0.14:alpha=1");
            var slide = opening ? Text(ShortArt.CaptionTop) : $"'{ShortArt.CaptionTop}+56*pow(max(0,1-(t-{from})/0.4),3)'";
            parts.Add($"[{n + 2}:v]format=rgba,{Held(scene.Length)}{fades}[w{n}]");
            parts.Add($"[s{n}][w{n}]overlay=x=0:y={slide}:enable='between(t,{(opening ? "0" : from)},{until})'[s{n + 1}]");
        }
        var (on, after) = ($"[s{scene.Captions.Count}]", scene.Captions.Count + 2);
        if (number == 0)
            return string.Join(';', parts.Append($"{on}format=yuv420p[out]"));
        parts.Add($"[{after}:v]format=rgba,{Held(Crossfade)},fade=out:st=0:d={Text(Crossfade)}:alpha=1[before]");
        return string.Join(';', parts.Append($"{on}[before]overlay=0:0:eof_action=pass,format=yuv420p[out]"));
    }

    /// <summary>One picture for so long, decoded once.</summary>
    private static string Held(double seconds) => $"loop=loop=-1:size=1,setpts=N/({ShortScript.FramesPerSecond}*TB),trim=duration={Text(seconds)}";

    /// <summary>Two chords that breathe, far below the voice.</summary>
    private static string Bed(double seconds)
    {
        var chords = new[] { (110.0, 164.81, 220.0, 277.18), (98.0, 146.83, 196.0, 246.94) }.Select(c => FormattableString.Invariant(
            $"(sin(2*PI*{c.Item1}*t)+0.7*sin(2*PI*{c.Item2}*t)+0.6*sin(2*PI*{c.Item3}*t)+0.4*sin(2*PI*{c.Item4}*t))")).ToList();
        var turn = "(0.5+0.5*sin(2*PI*t/12))";
        return $"aevalsrc='0.016*({turn}*{chords[0]}+(1-{turn})*{chords[1]})':s=44100:d={Text(seconds)},lowpass=f=900,afade=in:d=1.5,afade=out:st={Text(seconds - 2)}:d=2";
    }

    private static string LastFrame(int number) => FormattableString.Invariant($"last-{number}.png");

    private static string Text(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    private async Task<Result> RunAsync(string[] arguments, string folder, CancellationToken ct) =>
        new((await tools.RunAsync(MediaTool.Ffmpeg, ["-hide_banner", "-nostdin", "-loglevel", "error", "-y", .. arguments], folder, ToolLimits.Long, ct)).Problem);
}
