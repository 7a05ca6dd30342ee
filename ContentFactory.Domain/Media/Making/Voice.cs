using System.Buffers.Binary;
using System.Text.RegularExpressions;
using ContentFactory.Domain.Media.Tools;

namespace ContentFactory.Domain.Media.Making;

/// <summary>Sound of one channel in 16 bits, as espeak-ng writes it.</summary>
internal sealed record Sound(int Rate, byte[] Samples)
{
    private const int Head = 44;

    public TimeSpan Length => TimeSpan.FromSeconds(Samples.Length / 2.0 / Rate);

    /// <exception cref="InvalidDataException">It is no such sound.</exception>
    public static Sound Read(string path)
    {
        var file = File.ReadAllBytes(path);
        if (file.Length < Head || !file.AsSpan(0, 4).SequenceEqual("RIFF"u8) || BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(22)) != 1 || BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(34)) != 16)
            throw new InvalidDataException("The voice is no WAV of one channel in 16 bits.");
        return new(BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(24)), file[Head..(file.Length - (file.Length - Head) % 2)]);
    }

    public static byte[] Silence(int rate, TimeSpan length) => new byte[Math.Max(0, (int)Math.Round(length.TotalSeconds * rate)) * 2];

    public async Task WriteAsync(string path, CancellationToken ct)
    {
        var file = new byte[Head + Samples.Length];
        "RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x1\0\x1\0"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), Rate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), 16);
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), Samples.Length);
        Samples.CopyTo(file.AsSpan(Head));
        await File.WriteAllBytesAsync(path, file, ct);
    }
}

/// <summary>Speaks Russian and English with espeak-ng.</summary>
public sealed partial class Voice(ToolRunner tools)
{
    private const int Pitch = 42;

    /// <param name="speed">Words in a minute.</param>
    internal async Task<Result<Sound>> SpeakAsync(string text, string language, int speed, string folder, CancellationToken ct)
    {
        // from a file, so that no text is taken for an option
        await File.WriteAllTextAsync(Path.Combine(folder, "spoken.txt"), Aloud(text, language), ct);
        var spoken = await tools.RunAsync(
            MediaTool.Espeak, ["-v", language == "ru" ? "ru" : "en-us", "-s", FormattableString.Invariant($"{speed}"), "-p", FormattableString.Invariant($"{Pitch}"), "-b", "1", "-f", "spoken.txt", "-w", "spoken.wav"],
            folder, ToolLimits.Long, ct);
        return spoken.Ok ? Sound.Read(Path.Combine(folder, "spoken.wav")) : spoken.Problem;
    }

    /// <summary>Signs as words, and nothing that the program takes for phonemes.</summary>
    internal static string Aloud(string text, string language)
    {
        var said = Clock().Replace(text.Replace("[[", " ", StringComparison.Ordinal).Replace("]]", " ", StringComparison.Ordinal), "$1 $2");
        foreach (var (sign, russian, english) in new[] { ("м²", "квадратных метров", "square metres"), ("№", "номер", "number"), ("₽", "рублей", "roubles"), ("&", "и", "and"), ("м³", "кубических метров", "cubic metres"), ("@", "", "") })
            said = said.Replace(sign, $" {(language == "ru" ? russian : english)} ", StringComparison.Ordinal);
        return Signs().Replace(said.Replace("\u00a0— ", ", ", StringComparison.Ordinal).Replace('\u00a0', ' '), " ").Trim();
    }

    [GeneratedRegex(@"\b(\d{1,2}):(\d{2})\b")]
    private static partial Regex Clock();

    [GeneratedRegex(@"[«»“”""<>|*_#~^\\{}]")]
    private static partial Regex Signs();
}
