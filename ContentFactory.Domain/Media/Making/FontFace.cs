using System.Buffers.Binary;
using System.Text;

namespace ContentFactory.Domain.Media.Making;

/// <summary>A font file as far as it says which characters it draws and how wide they are. Kerning is left out: it only draws letters closer.</summary>
internal sealed class FontFace
{
    private readonly Dictionary<int, int> advances = [];
    private readonly double unitsPerEm;

    /// <exception cref="InvalidDataException">It is no font of the TrueType or OpenType kind.</exception>
    private FontFace(byte[] file)
    {
        var tables = Tables(file);
        unitsPerEm = U16(file, Of(tables, "head") + 18);
        var measured = U16(file, Of(tables, "hhea") + 34);
        var (widths, cmap) = (Of(tables, "hmtx"), Of(tables, "cmap"));
        foreach (var (code, glyph) in Glyphs(file, cmap))
            if (glyph != 0)
                advances.TryAdd(code, U16(file, widths + 4 * Math.Min(glyph, measured - 1)));
    }

    public static FontFace Read(string path) => new(File.ReadAllBytes(path));

    public static FontFace Of(byte[] file) => new(file);

    public bool Draws(Rune character) => advances.ContainsKey(character.Value);

    /// <summary>In the unit of the size.</summary>
    public double Width(string text, double size) => text.EnumerateRunes().Sum(r => advances.GetValueOrDefault(r.Value, (int)unitsPerEm)) * size / unitsPerEm;

    private static Dictionary<string, int> Tables(byte[] file)
    {
        var tables = new Dictionary<string, int>();
        for (int n = 0, count = U16(file, 4); n < count; n++)
            tables[Encoding.ASCII.GetString(file, 12 + 16 * n, 4)] = (int)U32(file, 12 + 16 * n + 8);
        return tables;
    }

    private static int Of(Dictionary<string, int> tables, string name) => tables.TryGetValue(name, out var at) ? at : throw new InvalidDataException($"The font has no table {name}.");

    private static IEnumerable<(int Code, int Glyph)> Glyphs(byte[] file, int cmap)
    {
        for (int n = 0, count = U16(file, cmap + 2); n < count; n++)
        {
            var at = cmap + (int)U32(file, cmap + 4 + 8 * n + 4);
            var found = U16(file, at) switch { 4 => Segments(file, at), 12 => Groups(file, at), _ => [] };
            foreach (var glyph in found)
                yield return glyph;
        }
    }

    /// <summary>Format 4: the basic plane in segments.</summary>
    private static IEnumerable<(int Code, int Glyph)> Segments(byte[] file, int at)
    {
        var doubled = U16(file, at + 6);
        for (var n = 0; n < doubled; n += 2)
        {
            var (end, start) = (U16(file, at + 14 + n), U16(file, at + 16 + doubled + n));
            var (delta, place) = (U16(file, at + 16 + 2 * doubled + n), at + 16 + 3 * doubled + n);
            var offset = U16(file, place);
            for (var code = start; code <= end && code != 0xFFFF; code++)
            {
                var glyph = offset == 0 ? code : U16(file, place + offset + 2 * (code - start));
                yield return (code, glyph == 0 && offset != 0 ? 0 : (glyph + delta) & 0xFFFF);
            }
        }
    }

    /// <summary>Format 12: all planes in groups.</summary>
    private static IEnumerable<(int Code, int Glyph)> Groups(byte[] file, int at)
    {
        for (long n = 0, count = U32(file, at + 12); n < count; n++)
        {
            var group = at + 16 + 12 * (int)n;
            var (start, end, glyph) = ((int)U32(file, group), (int)U32(file, group + 4), (int)U32(file, group + 8));
            for (var code = start; code <= end; code++)
                yield return (code, glyph + code - start);
        }
    }

    private static int U16(byte[] file, int at) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));

    private static uint U32(byte[] file, int at) => BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
}
