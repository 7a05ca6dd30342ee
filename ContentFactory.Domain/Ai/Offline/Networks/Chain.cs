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
        PutAll(parts, [sheet.Opening(style.Emoji)], Caption.Paragraph, limit, shape);
        foreach (var told in sheet.IsOwn ? sheet.Told : sheet.Told.Take(style.MostFacts))
        {
            if (Put(parts, told.Text, told.Glue, limit, shape))
                continue;
            if (sheet.IsOwn)
            {
                PutAll(parts, [told.Mark + told.Sentences[0], .. told.Sentences.Skip(1)], told.Glue, limit, shape);
                continue;
            }
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
        if (sheet.IsOwn)
            return Numbers(PutEnds(parts, ends, limit, sheet.Link, shape));
        var end = string.Join(Caption.Paragraph, ends);
        var room = limit - (sheet.Link is null ? 0 : shape.LengthOf(Caption.Paragraph + sheet.Link));
        if (end.Length > 0 && shape.LengthOf(end) > room)
            end = ends.FindLast(e => shape.LengthOf(e) <= room) ?? "";
        while (parts.Count > most - 1 && end.Length > 0 && shape.LengthOf(parts[^1] + Caption.Paragraph + end) > room || parts.Count > most)
            parts.RemoveAt(parts.Count - 1);
        if (end.Length > 0)
            Put(parts, end, Caption.Paragraph, room, shape);
        return Numbers(parts);
    }

    private static IReadOnlyList<string> Numbers(List<string> parts) =>
        parts.Count < Numbered ? parts : [.. parts.Select((p, i) => $"{p}{Caption.Paragraph}{Number(i + 1)}/{Number(parts.Count)}")];

    /// <summary>The last message leaves room for the link. Where a person's text takes more messages than the network has, the check before publishing says so.</summary>
    private static List<string> PutEnds(List<string> parts, List<string> ends, int limit, string? link, PlatformShape shape)
    {
        foreach (var end in ends)
            PutAll(parts, [end], Caption.Paragraph, limit, shape);
        if (link is not null && shape.LengthOf(parts[^1] + Caption.Paragraph + link) > limit && ends.Count > 0 && parts[^1].EndsWith(Caption.Paragraph + ends[^1], StringComparison.Ordinal))
        {
            parts[^1] = parts[^1][..^(Caption.Paragraph.Length + ends[^1].Length)];
            parts.Add(ends[^1]);
        }
        return parts;
    }

    /// <summary>Nothing is left out: a sentence longer than a message goes on in the next one, after a word.</summary>
    private static void PutAll(List<string> parts, IEnumerable<string> sentences, string glue, int limit, PlatformShape shape)
    {
        foreach (var sentence in sentences)
        {
            if (!Put(parts, sentence, glue, limit, shape))
                foreach (var piece in Pieces(sentence, limit, shape))
                    Put(parts, piece, glue, limit, shape);
            glue = " ";
        }
    }

    private static IEnumerable<string> Pieces(string sentence, int limit, PlatformShape shape)
    {
        var piece = "";
        foreach (var word in sentence.Split(' ').SelectMany(w => shape.LengthOf(w) <= limit ? [w] : Letters(w, limit)))
        {
            if (piece.Length > 0 && shape.LengthOf($"{piece} {word}") > limit)
            {
                yield return piece;
                piece = word;
            }
            else
                piece = piece.Length > 0 ? $"{piece} {word}" : word;
        }
        if (piece.Length > 0)
            yield return piece;
    }

    // a letter may be several characters, and a network may count each of them twice
    private static IEnumerable<string> Letters(string word, int limit)
    {
        var run = "";
        foreach (var letter in Split(word))
        {
            if ((run.Length + letter.Length) * 2 > limit && run.Length > 0)
            {
                yield return run;
                run = "";
            }
            run += letter;
        }
        yield return run;

        static IEnumerable<string> Split(string text)
        {
            for (var letters = StringInfo.GetTextElementEnumerator(text); letters.MoveNext();)
                yield return letters.GetTextElement();
        }
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
