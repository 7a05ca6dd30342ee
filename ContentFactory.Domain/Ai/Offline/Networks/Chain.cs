using System.Globalization;

namespace ContentFactory.Domain.Ai.Offline.Networks;

/// <summary>Writes a sheet as a chain of messages of whole sentences.</summary>
internal static class Chain
{
    /// <summary>A reader of a longer one has left.</summary>
    private const int MostOfGenerated = 6;

    private const int Numbered = 3;

    // a number such as "10/12" below the text
    private const int RoomForNumber = 8;

    public static IReadOnlyList<string> Of(Sheet sheet, NetworkStyle style, PlatformShape shape)
    {
        var most = Math.Min(shape.MostParts, sheet.IsOwn ? shape.MostParts : MostOfGenerated);
        var limit = shape.TextLength - RoomForNumber;
        var parts = new List<string>();
        Put(parts, sheet.Opening(style.Emoji), Caption.Paragraph, limit, shape);
        foreach (var told in sheet.IsOwn ? sheet.Told : sheet.Told.Take(style.MostFacts))
        {
            if (Put(parts, told.Text, told.Glue, limit, shape))
                continue;
            // what leans on its beginning stays with it or is left out
            if (!Put(parts, told.Mark + told.Sentences[0], told.Glue, limit, shape))
                continue;
            foreach (var sentence in told.Sentences.Skip(1))
            {
                if (shape.LengthOf(parts[^1] + " " + sentence) > limit)
                    break;
                parts[^1] += " " + sentence;
            }
        }
        var ends = new[] { sheet.CallToAction ?? sheet.Question, sheet.Source, string.Join(' ', sheet.Hashtags.Take(style.Hashtags)) }.Where(e => !string.IsNullOrEmpty(e)).Select(e => e!).ToList();
        var end = string.Join(Caption.Paragraph, ends);
        var room = limit - (sheet.Link is null ? 0 : shape.LengthOf(Caption.Paragraph + sheet.Link));
        if (end.Length > 0 && shape.LengthOf(end) > room)
            end = ends.FindLast(e => shape.LengthOf(e) <= room) ?? "";
        while (parts.Count > most - 1 && end.Length > 0 && shape.LengthOf(parts[^1] + Caption.Paragraph + end) > room || parts.Count > most)
            parts.RemoveAt(parts.Count - 1);
        if (end.Length > 0)
            Put(parts, end, Caption.Paragraph, room, shape);
        return parts.Count < Numbered ? parts : [.. parts.Select((p, i) => $"{p}{Caption.Paragraph}{Number(i + 1)}/{Number(parts.Count)}")];
    }

    /// <summary>Into the last message, or into a new one; false where no message takes it.</summary>
    private static bool Put(List<string> parts, string text, string glue, int limit, PlatformShape shape)
    {
        if (parts.Count > 0 && shape.LengthOf(parts[^1] + glue + text) <= limit)
            parts[^1] += glue + text;
        else if (shape.LengthOf(text) <= limit)
            parts.Add(text);
        else
            return false;
        return true;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
